import assert from 'node:assert/strict';
import { Range, type DocumentHighlight, type SelectionRange } from 'vscode-languageserver';
import { isObject } from './client.js';

/** A list whose every member has a shape. */
export function listOf<T>(value: unknown, is: (item: unknown) => item is T): readonly T[] {
  assert.ok(Array.isArray(value), 'a list');
  return value.map((item: unknown) => {
    assert.ok(is(item), JSON.stringify(item));
    return item;
  });
}

export function isHighlight(value: unknown): value is DocumentHighlight {
  return isObject(value) && Range.is(value['range']) && [1, 2, 3].includes(Number(value['kind']));
}

/** A range with those around it, each of which holds the one before. */
export function isSelection(value: unknown): value is SelectionRange {
  if (!isObject(value) || !Range.is(value['range'])) return false;
  return value['parent'] === undefined || isSelection(value['parent']);
}
