import type { Chance } from '../../random/chance.js';
import { STAR } from '../../random/names.js';
import type { Written } from '../../random/names.js';
import type { Phrase, Policy, ResourcePhrase } from '../../random/policy.js';
import { printPhrase, written } from '../../random/print.js';

/**
 * Random claims about one role each, every one a line of a policy. Their phrases are like those that
 * the policy grants, so that many claims fail; the compiler may refuse some for what they name.
 */
export function randomClaims(policy: Policy, chance: Chance, count: number): string[] {
  const { pick, maybe, many } = chance;
  const vhosts = policy.blocks.flatMap(({ vhost }) => (vhost === undefined ? [] : [vhost]));
  const phrases = policy.blocks.flatMap(({ allows }) => allows).flatMap((rule) => rule.phrases);
  const usable = phrases.filter(isUsable);
  if (vhosts.length === 0 || usable.length === 0) return [];
  return many(count, count, () => {
    const phrase = maybe(0.05) ? 'connect' : printPhrase(varied(pick(usable), chance));
    const rule = `${pick(policy.roles).name} { ${phrase} }`;
    const claim = maybe(0.5) ? `never ${rule}` : `test "t" { can ${rule} }`;
    return `vhost ${written(pick(vhosts))} { ${claim} }`;
  });
}

/** `role` is known in grants alone; and nobody can try to read with a key without a queue to bind. */
function isUsable(phrase: Phrase): phrase is ResourcePhrase {
  if (phrase.type !== 'resource') return false;
  const names = [phrase.names, phrase.others, phrase.keys].flat(2);
  const needsRole = names.some((piece) => typeof piece === 'object' && piece.variable === 'role');
  return !needsRole && !(phrase.keys.length > 0 && phrase.verbs.includes('read'));
}

/** One verb, one name, one other exchange and one key of a phrase, some of them wider. */
function varied(phrase: ResourcePhrase, chance: Chance): ResourcePhrase {
  const { pick, maybe } = chance;
  const one = (names: readonly Written[]): Written[] => {
    if (names.length === 0) return [];
    const name = pick(names);
    return [maybe(0.2) && name.at(-1) !== STAR ? [...name, STAR] : name];
  };
  const { verbs, names, others, keys } = phrase;
  return {
    ...phrase,
    verbs: [pick(verbs)],
    names: one(names),
    others: one(others),
    keys: maybe(0.15) ? [] : one(keys),
  };
}
