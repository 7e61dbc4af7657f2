import { printable } from '../../report/printable.js';
import type { QueryableBroker } from '../../program/query/queryable.js';
import { documentationOf } from '../../syntax/documentation.js';
import type { PolicyFile } from '../../syntax/tree.js';
import { prose } from '../prose.js';
import type { Snapshot } from '../snapshot.js';

/** The most lines of one list that a hover shows. */
const SHOWN = 30;

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

/** The comment above a declaration. */
export function commentText(file: PolicyFile, item: Documented): string | undefined {
  const text = documentationOf(file, item);
  return text === undefined ? undefined : prose(text);
}

/** What may have a comment above it. */
type Documented = Parameters<typeof documentationOf>[1];

/** A list, cut where it is long. */
export function list(items: readonly string[]): string {
  return shortened(items)
    .map((item) => `- ${item}`)
    .join('\n');
}

function shortened(items: readonly string[]): readonly string[] {
  if (items.length <= SHOWN) return items;
  return [...items.slice(0, SHOWN), `… and ${items.length - SHOWN} more`];
}

/** Paragraphs, without those that are missing. */
export function paragraphs(...parts: readonly (string | undefined)[]): string | undefined {
  const there = parts.filter((part) => part !== undefined && part !== '');
  return there.length === 0 ? undefined : there.join('\n\n');
}

/** What there is to say for each broker; brokers of which the same is to be said share a heading. */
export function byBroker(
  { brokers }: Snapshot,
  say: (on: QueryableBroker) => string | undefined,
): string | undefined {
  const said = new Map<string, string[]>();
  for (const on of brokers) {
    const text = say(on);
    if (text === undefined) continue;
    const names = said.get(text) ?? [];
    names.push(on.policy.broker.name);
    said.set(text, names);
  }
  const [[only, names] = ['', []]] = said;
  if (said.size === 1 && names.length === brokers.length) return only;
  return paragraphs(
    ...Array.from(said, ([text, on]) => `On ${on.map(code).join(', ')}:\n\n${text}`),
  );
}
