import { isSameFile } from '../../source/source.js';
import { phraseDiagnostics } from '../../diagnostics/catalog/phrases.js';
import { checkDiagnostics } from '../../diagnostics/catalog/checks.js';
import { policyDiagnostics } from '../../diagnostics/catalog/policy.js';
import type { Diagnostic, Edit } from '../../diagnostics/diagnostic.js';
import { outline, type Outlined } from '../../policy/outline.js';
import { itemsAt } from '../../syntax/enclosing.js';
import type { Item, ResourceKind, RoleDeclaration } from '../../syntax/tree.js';
import type { Action, ActionContext, FindActions } from './action.js';
import { append, insertBehind, insertInto } from './insert.js';
import { vhostBlock } from './vhost-block.js';

const undeclared: readonly string[] = [
  phraseDiagnostics.undeclaredName.code,
  phraseDiagnostics.undeclaredPartitions.code,
  checkDiagnostics.undeclaredDeadLetter.code,
];

/** Declares what a phrase or a declaration names and its vhost does not have. */
export const declareResource: FindActions = (diagnostic, context) => {
  const { source, range } = diagnostic.place;
  const name = source.slice(range);
  if (!undeclared.includes(diagnostic.code) || name.includes('${')) return [];
  const around = itemsAt(context.file, range.start);
  const vhost = around.find((item) => item.type === 'vhost');
  const block = vhost && vhostBlock(vhost, context);
  if (block === undefined) return [];
  return linesMeant(name, around.at(-1), diagnostic).flatMap((line) => {
    const last = block.node.items.findLast(({ type }) => declarations.includes(type));
    const edit =
      last === undefined
        ? insertInto(block.node, block.source, [line])
        : insertBehind(last, block.source, [line]);
    return actionsOf(`Declare \`${line}\``, edit, diagnostic);
  });
};

const declarations: readonly Item['type'][] = ['exchange', 'queue', 'stream', 'topology'];

/** The declarations that a name can be meant to have, by where it stands. */
function linesMeant(
  name: string,
  item: Item | undefined,
  { code, place }: Diagnostic,
): readonly string[] {
  if (code === phraseDiagnostics.undeclaredPartitions.code)
    return [`stream ${name.endsWith('"') ? `${name.slice(0, -1)}-*"` : `${name}-*`}`];
  if (item?.type !== 'phrase') return [`exchange ${name}`];
  const isName = item.names.some((one) => one?.range.start === place.range.start);
  const kind = isName ? item.kind?.text : undefined;
  return declaredFor[kind ?? 'exchange'].map((word) => `${word} ${name}`);
}

/** What is declared for the kinds of phrases. */
const declaredFor: Readonly<Record<ResourceKind, readonly string[]>> = {
  exchange: ['exchange'],
  queue: ['queue'],
  stream: ['stream'],
  'super-stream': ['exchange'],
  resource: ['exchange', 'queue'],
  // Its exchange is there.
  mqtt: [],
};

/** Declares a role that a rule or group names and nothing declares. */
export const declareRole: FindActions = (diagnostic, { file, files, brokers }) => {
  const { code, place } = diagnostic;
  if (code !== policyDiagnostics.unknownName.code) return [];
  const item = itemsAt(file, place.range.start).at(-1);
  if (item === undefined || !namesRoles.includes(item.type)) return [];
  const name = place.source.slice(place.range);
  const roles = outline(files).roles.filter(({ on }) => on.length === 0);
  const start = arnStart(roles, brokers);
  const line = `role ${name} = ${start}${name}`;
  const last = roles.findLast(({ source }) => isSameFile(source, file.source)) ?? roles.at(-1);
  const edit =
    last === undefined ? append(file.source, [line]) : insertBehind(last.node, last.source, [line]);
  return actionsOf(`Declare the role \`${name}\``, edit, diagnostic);
};

/** How the ARN of a further role starts: as those of the others, or in the account of the brokers. */
function arnStart(
  roles: readonly Outlined<RoleDeclaration>[],
  brokers: ActionContext['brokers'],
): string {
  for (const { node, source } of roles) {
    const [start] =
      /^arn:[^"]*:role\//.exec(node.arn === null ? '' : source.slice(node.arn.range)) ?? [];
    if (start !== undefined) return start;
  }
  const known = brokers.every(({ policy }) => policy.broker.account !== undefined);
  return known ? 'arn:aws:iam::${account}:role/' : 'arn:aws:iam::000000000000:role/';
}

const namesRoles: readonly Item['type'][] = ['allow', 'can', 'never', 'group'];

/** A quick fix of one edit, or nothing without it. */
function actionsOf(
  title: string,
  edit: Edit | undefined,
  diagnostic: Diagnostic,
): readonly Action[] {
  if (edit === undefined) return [];
  const kind = 'quickfix';
  return [{ title, kind, edits: [edit], solves: [diagnostic], preferred: false }];
}
