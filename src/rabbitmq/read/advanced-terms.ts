import type { Place, Source } from '../../source/source.js';
import type { BrokerConfig, LooseningKey } from './broker-config.js';
import type { Term } from './erlang-term.js';
import type { RemarkKind } from './remark.js';

/** Takes a remark about a term. */
export type TermReporter = (kind: RemarkKind, range: Term, subject: string) => void;

/** The pairs `{name, value}` of a list. */
export function properties(term: Term, report: TermReporter): readonly (readonly [string, Term])[] {
  if (term.kind !== 'list') {
    report('not-a-configuration', term, '');
    return [];
  }
  return term.items.flatMap((item) => {
    const [name, value, ...more] = item.kind === 'tuple' ? item.items : [];
    if (name?.kind === 'atom' && value !== undefined && more.length === 0)
      return [[name.name, value] as const];
    report('not-a-configuration', item, '');
    return [];
  });
}

/** What opens the broker, with one setting more or less. */
export function loosened(
  { loosened: before }: BrokerConfig,
  key: LooseningKey,
  open: boolean,
  value: Term,
  source: Source,
): ReadonlyMap<LooseningKey, Place> {
  const others = [...before].filter(([other]) => other !== key);
  return new Map(open ? [...others, [key, termPlace(value, source)]] : others);
}

/** The text of a binary or string, where a broker takes both. */
export function plainText(term: Term): string | undefined {
  if (term.kind === 'binary') return term.bytes;
  return term.kind === 'string' ? term.text : undefined;
}

/** Whether a term is the atom of a name. */
export function isAtom(term: Term, name: string): boolean {
  return term.kind === 'atom' && term.name === name;
}

/** Where a term stands. */
export function termPlace({ range }: Term, source: Source): Place {
  return { source, range };
}
