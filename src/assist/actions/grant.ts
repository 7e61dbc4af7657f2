import { isSameFile } from '../../source/source.js';
import { proveDiagnostics } from '../../diagnostics/catalog/prove.js';
import type { Diagnostic, Edit } from '../../diagnostics/diagnostic.js';
import type { QueryableBroker } from '../../program/query/queryable.js';
import { smallestGrant, type Proposal } from '../../program/query/smallest-grant.js';
import { explain } from '../../prove/explanation.js';
import { itemsAt } from '../../syntax/enclosing.js';
import type { RuleBlock, VhostBlock } from '../../syntax/tree.js';
import type { Action, ActionContext, FindActions } from './action.js';
import { append, insertInto } from './insert.js';
import { vhostBlock } from './vhost-block.js';

/** Grants what a `can` claims and a role lacks, for each role that lacks something. */
export const grantActions: FindActions = (diagnostic, context) => {
  if (diagnostic.code !== proveDiagnostics.cannot.code) return [];
  const found = context.brokers.flatMap((broker) => proposals(diagnostic, broker));
  const byRole = new Map(found.map((one) => [`${one.role} ${one.phrases.join()}`, one]));
  return [...byRole.values()].map((proposal) => actionOf(proposal, diagnostic, context));
};

/** What would make a claim true on one broker. */
function proposals({ place }: Diagnostic, broker: QueryableBroker): readonly Proposal[] {
  const claims = broker.policy.claims.filter(({ kind }) => kind === 'can');
  return claims.flatMap(({ roles, rights }) => {
    const here = rights.filter(
      (right) =>
        isSameFile(right.place.source, place.source) &&
        right.place.range.start === place.range.start,
    );
    return roles.flatMap((role) => {
      const { given } = broker.granted(role);
      const answers = here.map((right) => explain(right, given, broker.context));
      const lacking = answers.filter(({ verdict }) => verdict === 'no');
      return smallestGrant(lacking, role, broker) ?? [];
    });
  });
}

function actionOf(proposal: Proposal, diagnostic: Diagnostic, context: ActionContext): Action {
  const { role, phrases, against } = proposal;
  const warning = against.length === 0 ? '' : ', which a `never` forbids';
  const what = phrases.length === 1 ? `\`${phrases.join()}\`` : 'what is missing';
  return {
    title: `Grant \`${role}\` ${what}${warning}`,
    kind: 'quickfix',
    edits: [editFor(proposal, diagnostic, context)],
    solves: [diagnostic],
    preferred: false,
  };
}

/** Adds the phrases to an `allow` of the role alone, or an `allow` to the vhost, or all of it to the file. */
function editFor(
  { role, phrases, source: lines }: Proposal,
  { place }: Diagnostic,
  { file, files }: ActionContext,
): Edit {
  const vhost = itemsAt(file, place.range.start).find((item) => item.type === 'vhost');
  const block = vhost && vhostBlock(vhost, { files });
  if (block === undefined) return append(place.source, lines);
  const own = ofRole(block.node, role);
  const allow = [`allow ${role} {`, ...phrases.map((phrase) => `  ${phrase}`), '}'];
  return (
    (own && insertInto(own, block.source, phrases)) ??
    insertInto(block.node, block.source, allow) ??
    append(place.source, lines)
  );
}

function ofRole({ items }: VhostBlock, role: string): RuleBlock | undefined {
  for (const item of items) {
    if (item.type !== 'allow' || item.subject?.anyone !== false) continue;
    const [only, ...more] = item.subject.names;
    if (more.length === 0 && only?.text === role) return item;
  }
  return undefined;
}
