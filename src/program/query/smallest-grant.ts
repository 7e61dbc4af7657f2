import type { Pattern } from '../../pattern/pattern.js';
import type { Right } from '../../policy/phrases/rights.js';
import type { Role } from '../../policy/names/roles.js';
import type { Explanation } from '../../prove/explanation.js';
import { forbiddenIfGranted } from '../../prove/claims/granting.js';
import { patternText, phraseText } from '../../policy/phrases/phrase-text.js';
import type { Place } from '../../source/source.js';
import { phraseOf, phraseProblem, readPhrase } from './phrases.js';
import type { QueryableBroker } from './queryable.js';
import { Unaskable } from './unaskable.js';

/** A grant that would make a no a yes. */
export interface Proposal {
  /** The name of the role. */
  readonly role: string;
  /** What is to be allowed, as phrases of Warren source. */
  readonly phrases: readonly string[];
  /** The whole `allow`, in its vhost, as lines of Warren source. */
  readonly source: readonly string[];
  /** The `never` that would fail with it. */
  readonly against: readonly Place[];
}

/**
 * The smallest grants, as lines of Warren source, that would let a role do what some explanations
 * say it cannot: the phrases themselves, since what of them it holds already adds nothing, and a
 * reader sees what the line is for. They are read as a policy's are, added to what the role has, and everything is
 * decided again; undefined where that is not a yes.
 *
 * @param wanted phrases to try in their place
 */
export function smallestGrant(
  refused: readonly Explanation[],
  role: Role,
  on: QueryableBroker,
  wanted?: readonly string[],
): Proposal | undefined {
  const [first] = refused;
  if (first === undefined) return undefined;
  const phrases = wanted ?? [...new Set(refused.map(({ right }) => phraseText(right)))];
  const vhost = vhostIn(first.right);
  const rights = phrases.flatMap((phrase) => rightsOf(phrase, role, on, vhost));
  const lacking = refused.map(({ right }) => right);
  const against = forbiddenIfGranted(
    { lacking, granting: rights },
    role,
    on.granted(role),
    on.policy,
  );
  if (against === undefined) return undefined;
  const allow = [`allow ${role.name} {`, ...phrases.map((phrase) => `  ${phrase}`), '}'];
  const inVhost = (name: Pattern): readonly string[] => [
    `vhost ${patternText(name)} {`,
    ...allow.map((line) => `  ${line}`),
    '}',
  ];
  const source = vhost === undefined ? allow : inVhost(vhost);
  return { role: role.name, phrases, source, against };
}

function vhostIn(right: Right): Pattern | undefined {
  return right.type === 'tag' || right.type === 'api' ? undefined : right.vhost;
}

function rightsOf(
  text: string,
  role: Role,
  on: QueryableBroker,
  vhost: Pattern | undefined,
): readonly Right[] {
  try {
    const reading = readPhrase(phraseOf(text), on, role.name, vhost);
    return phraseProblem(reading) === undefined ? reading.rights : [];
  } catch (thrown) {
    // A name that no source can write, such as one of bytes that are no text.
    if (thrown instanceof Unaskable) return [];
    throw thrown;
  }
}
