import type { ReadRefusal, RefusalReading } from '../../prove/refusal/read.js';
import type { RefusedUser } from './refused-user.js';
import { quoted, refusedPhrase } from './refused-phrase.js';
import { Pattern } from '../../pattern/pattern.js';
import { vhostArgument } from '../../policy/phrases/vhost-argument.js';
import { commandLine, optionWords, shellWord } from '../../source/shell.js';

const WHOLE = 'Ask again with the whole line; the log of the broker has it.';

/** What is left to say of a refusal that ends before it names the user. */
export function cutMeaning({
  permission,
  resource,
  name,
}: Extract<RefusalReading, { kind: 'cut' }>): string {
  if (permission === undefined)
    return `The message is cut off before it names the user: a role may not enter a vhost. ${WHOLE}`;
  const on =
    resource === undefined ? '' : ` on ${resource === 'exchange' ? 'an' : 'a'} ${resource}`;
  const named =
    resource === undefined || name === undefined ? on : ` on the ${resource} \`${name}\``;
  const what = `the permission \`${permission}\`${named} was refused`;
  const kind = resource === 'topic' ? undefined : resource;
  const ask =
    kind === undefined || name === undefined
      ? ''
      : ` Or ask \`warren explain ROLE ${shellWord(`${permission} ${kind} ${quoted(name)}`)} --vhost V\`.`;
  return `The message is cut off before it names the user: ${what}. ${WHOLE}${ask}`;
}

/** What is left to say of a refusal whose user is cut off. */
export function cutUserMeaning(
  { start, possible }: Extract<RefusedUser, { kind: 'cut' }>,
  refusal: ReadRefusal,
): string {
  const phrase = refusedPhrase(refusal);
  const vhost = refusal.vhost === undefined ? '' : ` in the vhost \`${refusal.vhost}\``;
  const [first] = possible;
  const names = possible.map((role) => `\`${role}\``).join(', ');
  const who =
    first === undefined
      ? 'No role of the policy begins so.'
      : `It may be ${names}, or a role that the policy does not know: if it is, ask \`${explainCommand(first, phrase, refusal.vhost)}\`.`;
  const begun = start === '' ? '' : `, which begins with \`${start}\``;
  return `The message is cut off in the name of the user${begun}: \`${phrase}\`${vhost} was refused. ${who} ${WHOLE}`;
}

/** What is left to say of a refusal that does not name the permission, as older releases write it. */
export function unnamedMeaning(
  { resource = 'queue', name = '', vhost = '' }: ReadRefusal,
  user: RefusedUser,
): string {
  const roles = user.kind === 'role' ? user.holders.map(({ role }) => role) : user.possible;
  const [role = 'ROLE'] = roles;
  const whose =
    user.kind === 'role'
      ? `The role \`${role}\`, ${user.arn},`
      : `A user whose name is cut off${user.start === '' ? '' : ` after \`${user.start}\``}`;
  const command = explainCommand(role, `configure, write, read ${resource} ${quoted(name)}`, vhost);
  return `${whose} was refused access to the ${resource} \`${name}\` in the vhost \`${vhost}\`. The text does not say which permission it lacks, as older releases do not: ask for all three with \`${command}\`.`;
}

/** What is to be said of a refusal that is about a thing without a name, about which no right can be. */
export function namelessMeaning({ permission = '', resource = 'queue' }: ReadRefusal): string {
  return `The permission \`${permission}\` was refused on a ${resource} without a name, and no right can be about one. Look at the name that the program gives: it is empty.`;
}

function explainCommand(role: string, phrase: string, vhost: string | undefined): string {
  const where =
    vhost === undefined ? [] : optionWords('vhost', vhostArgument(Pattern.literal(vhost)));
  return commandLine('warren', 'explain', role, phrase, ...where);
}
