import type { Clause, ResourcePhrase } from '../../syntax/tree.js';
import { may, need, type Next, type Slot } from './slots.js';

/** What may come next in a phrase about resources, behind the last of its tokens. */
export function nextInPhrase({ verbs, kind, names, clauses }: ResourcePhrase, last: string): Next {
  const given = verbs.flatMap((verb) => verb?.text ?? []);
  if (kind === null)
    return last === ',' ? need({ type: 'verb', given }) : need({ type: 'kind', verbs: given });
  const clause = clauses.at(-1);
  if (clause !== undefined) {
    if (last === clause.keyword.text && isBinding(clause))
      return need({ type: 'words', words: ['exchange'] });
    if (last === clause.keyword.text || last === ',' || clause.values.at(-1) === null)
      return need(valueOf(clause));
  } else if (last === ',' || last === kind.text || names.at(-1) === null)
    return need({ type: 'resource', kind: kind.text });
  const types = clauses.map(({ type }) => type);
  return may({ type: 'clause', verbs: given, kind: kind.text, given: types });
}

function isBinding({ type }: Clause): boolean {
  return type === 'to' || type === 'from';
}

function valueOf({ type }: Clause): Slot {
  return type === 'key' ? { type: 'routing-key' } : { type: 'resource', kind: 'exchange' };
}
