import type { Right } from '../policy/phrases/rights.js';
import type { FixedAnswer } from '../access/protocols/protocol.js';
import type { Refusal } from '../prove/decide.js';
import type { RoundText } from './round.js';
import { permissionText } from './step.js';
import { nameText, phraseText } from '../policy/phrases/phrase-text.js';

/** Why nobody can do anything of a right, in words about one role. */
export function describeBarred(role: string, right: Right, { because }: FixedAnswer): RoundText {
  const what = `${role} cannot \`${phraseText(right)}\`, whatever its scopes: ${because}`;
  return { what, notes: [] };
}

/** Why a role cannot do all of a right: the check that refuses an example, in words. */
export function describeRefusal(
  role: string,
  right: Right,
  refusal: Refusal | undefined,
): RoundText {
  if (refusal === undefined) {
    const lacks = right.type === 'tag' ? 'does not have' : 'is not granted';
    return { what: `${role} ${lacks} \`${phraseText(right)}\``, notes: [] };
  }
  const { check, vhost, name, key } = refusal;
  const where = `in the vhost \`${nameText(vhost)}\``;
  if (check === undefined || name === undefined)
    return { what: `${role} has no access to the vhost \`${nameText(vhost)}\``, notes: [] };
  const example = { [check.on]: name, ...(key === undefined ? {} : { key }) };
  const lacked =
    key === undefined
      ? `${permissionText(check)} on \`${nameText(name)}\``
      : `topic permission to ${permissionText(check)} on \`${nameText(name)}\` with the key \`${nameText(key)}\``;
  const what = `${role} cannot \`${phraseText(right, example)}\` ${where}, as no scope gives it ${lacked}`;
  return { what, notes: [] };
}
