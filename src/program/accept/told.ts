import { nameText, patternText } from '../../policy/phrases/phrase-text.js';
import { printable } from '../../report/printable.js';
import { describeChange } from '../../tell/change.js';
import { diffAlike, type Whose } from '../diff/alike.js';
import type { Accepted } from './accept.js';
import type { Acceptance } from './acceptance.js';

/** Something that was gained and accepted, on each broker where it is the same. */
export interface ToldAcceptance {
  readonly brokers: readonly string[];
  readonly role: string;
  /** What was gained, as a policy writes it. */
  readonly phrase: string;
  /** A vhost in which it was; undefined for what is about none. */
  readonly vhost: string | undefined;
  /** The vhosts as a policy writes them, of which that is an example; undefined where it is the one. */
  readonly vhosts: string | undefined;
  readonly by: readonly Acceptance[];
}

/** What was accepted, each once for the brokers on which it is the same. */
export function toldAcceptances({ accepted, entriesOf }: Accepted): readonly ToldAcceptance[] {
  const sections = diffAlike(accepted, (what) => {
    if ('who' in what) return [];
    const { vhost, vhosts, by } = describeChange(what);
    const where = [vhost && nameText(vhost), vhosts && patternText(vhosts)];
    return [by.phrase, ...where].map((text) => printable(text ?? ''));
  });
  return sections.flatMap(({ brokers, roles }) =>
    roles.flatMap(({ whose, changes }) =>
      changes.map(({ what, lines: [phrase = '', vhost = '', vhosts = ''] }) => ({
        brokers,
        role: roleName(whose),
        phrase,
        vhost: vhost === '' ? undefined : vhost,
        vhosts: vhosts === '' ? undefined : vhosts,
        by: 'who' in what ? [] : entriesOf(what),
      })),
    ),
  );
}

function roleName(whose: Whose): string {
  return whose.kind === 'role' ? (whose.name ?? whose.arn ?? '') : '';
}
