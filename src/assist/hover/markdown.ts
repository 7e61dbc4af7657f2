import { isOnAll, onText } from '../../diagnostics/on-brokers.js';
import { toldAlike } from '../../policy/brokers/terms.js';
import { printable } from '../../report/printable.js';
import type { QueryableBroker } from '../../program/query/queryable.js';
import { documentationOf } from '../../syntax/documentation.js';
import type { PolicyFile } from '../../syntax/tree.js';
import { prose } from '../prose.js';
import type { Snapshot } from '../snapshot.js';
import { andMore } from '../../source/counted.js';

/** The most lines of one list that a hover shows: with what stands around it, it fits a screen. */
const SHOWN = 12;

/** Of so many groups of brokers a hover tells one by one what differs among them. */
const GROUPS = 4;

/** A text in a code span, whatever it holds. */
export function code(text: string): string {
  const plain = printable(text);
  const ticks = '`'.repeat(
    Math.max(0, ...(plain.match(/`+/g) ?? []).map(({ length }) => length)) + 1,
  );
  return ticks.length === 1 ? `\`${plain}\`` : `${ticks} ${plain} ${ticks}`;
}

/** Lines of the language as a block. */
export function block(lines: readonly string[]): string {
  const shown = shortened(lines).map(printable);
  // The lines are a policy's own: none may end the block.
  const fence = '`'.repeat(
    Math.max(3, ...shown.map((line) => 1 + (/^ *(`*)/.exec(line)?.[1]?.length ?? 0))),
  );
  return [`${fence}warren`, ...shown, fence].join('\n');
}

/** The comment above a declaration, cut where it is long. */
export function commentText(file: PolicyFile, item: Documented): string | undefined {
  const text = documentationOf(file, item);
  return text === undefined ? undefined : shortened(prose(text).split('\n')).join('\n');
}

/** What may have a comment above it. */
type Documented = Parameters<typeof documentationOf>[1];

/** What a hover says first, and below a rule what only some readers want to know. */
export function withDetails(
  point: string | undefined,
  details: string | undefined,
): string | undefined {
  return point === undefined || details === undefined
    ? (point ?? details)
    : `${point}\n\n---\n\n${details}`;
}

/** A list, cut where it is long. */
export function list(items: readonly string[]): string {
  return shortened(items)
    .map((item) => `- ${item}`)
    .join('\n');
}

function shortened(items: readonly string[]): readonly string[] {
  if (items.length <= SHOWN) return items;
  return [...items.slice(0, SHOWN), `… ${andMore(items.length - SHOWN)}`];
}

/** Paragraphs, without those that are missing. */
export function paragraphs(...parts: readonly (string | undefined)[]): string | undefined {
  const there = parts.filter((part) => part !== undefined && part !== '');
  return there.length === 0 ? undefined : there.join('\n\n');
}

/**
 * What there is to say for each broker, once for those of which it is the same but for what they have of their
 * own. They are named where it is not all of them.
 */
export function byBroker(
  { brokers }: Snapshot,
  say: (on: QueryableBroker) => string | undefined,
): string | undefined {
  const told = brokers.flatMap((on) => {
    const text = say(on);
    return text === undefined
      ? []
      : [{ broker: on.policy.broker, lines: text.split('\n'), about: on }];
  });
  const groups = toldAlike(
    told,
    brokers.map(({ policy }) => policy.broker),
  );
  const [only] = groups;
  if (only !== undefined && isOnAll(only.on)) return only.lines.join('\n');
  const shown = groups.slice(0, GROUPS);
  const left = groups.slice(GROUPS).reduce((sum, { on }) => sum + on.names.length, 0);
  return paragraphs(
    ...shown.map(({ on, lines }) => `On ${onText(on).slice('on '.length)}:\n\n${lines.join('\n')}`),
    left === 0 ? undefined : `… and otherwise on ${left} more ${left === 1 ? 'broker' : 'brokers'}`,
  );
}

/** A value of each broker, those that share one together: `` `one`, on a and b ``, a line each. */
export function valuesByBroker(
  { brokers }: Snapshot,
  valueOn: (on: QueryableBroker) => string | undefined,
): string | undefined {
  const names = new Map<string, string[]>();
  for (const on of brokers) {
    const value = valueOn(on);
    if (value !== undefined) names.set(value, [...(names.get(value) ?? []), on.policy.broker.name]);
  }
  const [[only, onOnly] = ['', []]] = names;
  if (names.size === 1 && onOnly.length === brokers.length) return only;
  if (names.size === 0) return undefined;
  const all = brokers.map(({ policy }) => policy.broker.name);
  return list(Array.from(names, ([value, own]) => `${value}, ${onText({ names: own, all })}`));
}
