import { outline } from '../../policy/outline.js';
import type { TextRange } from '../../source/range.js';
import type { PolicyFile } from '../../syntax/tree.js';

/** A line above a declaration; what it says is worked out once it is seen. */
export interface Lens {
  readonly kind: 'test' | 'resource';
  /** The word `test`, or the name of what is declared. */
  readonly range: TextRange;
}

/** A lens above each test and each declared exchange, queue and stream of a file. */
export function lensesOf(file: PolicyFile): readonly Lens[] {
  const { tests, resources } = outline([file]);
  return [
    ...tests.map(({ node }) => ({ kind: 'test', range: node.keyword.range }) as const),
    ...resources.flatMap(({ node: { name } }) =>
      name === null ? [] : [{ kind: 'resource', range: name.range } as const],
    ),
  ];
}
