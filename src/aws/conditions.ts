import { includes } from '../pattern/include.js';
import { intersection } from '../pattern/intersect.js';
import { glob } from '../pattern/name-set.js';
import type { Pattern } from '../pattern/pattern.js';
import { literalInPattern, literalValue } from './literal.js';
import { MQ_ACTIONS, isMqAction } from './mq-actions.js';
import type { ApiRight } from './mq-rights.js';
import type { Condition } from './policy-document.js';

/** Whose tag a condition is about: that of the broker or configuration, or one that the request gives. */
export type TagSource = 'tag' | 'request-tag';

/** A tag that has to have a certain value; a wildcard in the value is any text. */
export interface TagCondition {
  readonly source: TagSource;
  readonly key: string;
  readonly value: Pattern;
}

/** Under which conditions a right holds: all of them. None at all is no condition. */
export type Where = readonly TagCondition[];

/** A right with the conditions that it is granted under. */
export interface ConditionedRight {
  readonly right: ApiRight;
  readonly where: Where;
}

/**
 * The longest key and value of a tag, in characters. Source: AWS General Reference, "Tag naming limits
 * and requirements".
 */
export const TAG_LIMITS = { key: 128, value: 256 } as const;

/** The condition key of IAM for each source, before the slash and the tag's own key. */
const CONDITION_KEYS: Readonly<Record<TagSource, string>> = {
  tag: 'aws:ResourceTag',
  'request-tag': 'aws:RequestTag',
};

/**
 * Whether a request for an action carries the key. Every resource of Amazon MQ has tags, and an action
 * that is about none has none. Source: Service Authorization Reference, as `MQ_ACTIONS`.
 */
export function carries(action: string, source: TagSource): boolean {
  if (!isMqAction(action)) return false;
  const { resource, keys } = MQ_ACTIONS[action];
  if (source === 'tag') return resource !== 'none';
  return keys.some((key) => key.startsWith(CONDITION_KEYS[source]));
}

/** The conditions that count for an action: those whose keys its requests carry. */
export function conditionsFor(action: string, where: Where): Where {
  return where.filter(({ source }) => carries(action, source));
}

/** Equal texts for equal conditions, in whatever order; keys of tags are compared without case. */
export function whereKey(where: Where): string {
  return where
    .map((one) => `${one.source}/${one.key.toLowerCase()}=${one.value.key}`)
    .sort()
    .join('\0');
}

/** Whether everything that some conditions let through is let through by others. */
export function isWithin(inner: Where, outer: Where): boolean {
  return outer.every(({ source, key, value }) =>
    inner.some((one) => sameTag(one, { source, key }) && includes(glob(value), glob(one.value))),
  );
}

/** Whether something may be let through by both; where that cannot be told, it may. */
export function mayMeetWhere(a: Where, b: Where): boolean {
  return a.every((one) =>
    b.every(
      (other) =>
        !sameTag(one, other) || intersection(glob(one.value), glob(other.value)).kind !== 'none',
    ),
  );
}

/** IAM compares the keys of tags in conditions without case. */
export function sameTag(
  a: Pick<TagCondition, 'source' | 'key'>,
  b: Pick<TagCondition, 'source' | 'key'>,
): boolean {
  return a.source === b.source && a.key.toLowerCase() === b.key.toLowerCase();
}

/** The conditions as IAM writes them, beside those that there are anyway. */
export function conditionOf(where: Where, besides: Condition = {}): Condition | undefined {
  const operators = new Map(Object.entries(besides));
  for (const { source, key, value } of [...where].sort(bySourceAndKey)) {
    const operator = value.isLiteral ? 'StringEquals' : 'StringLike';
    const name = `${CONDITION_KEYS[source]}/${key}`;
    operators.set(operator, { ...operators.get(operator), [name]: valueText(value) });
  }
  return operators.size === 0 ? undefined : Object.fromEntries(operators);
}

function valueText(value: Pattern): string {
  const literals = value.literals.map(({ text = '' }) => text);
  return value.isLiteral
    ? literalValue(literals.join(''))
    : literals.map(literalInPattern).join('*');
}

function bySourceAndKey(a: TagCondition, b: TagCondition): number {
  const [one, other] = [a, b].map(({ source, key }) => `${CONDITION_KEYS[source]}/${key}`);
  return (one ?? '') < (other ?? '') ? -1 : 1;
}
