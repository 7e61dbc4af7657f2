import type { TellableDifference } from '../report.js';
import type { ProbePlan } from './plan.js';
import { OF_KEY } from './probe.js';
import { trialText, type Outcomes, type ProbeDifference } from './run.js';
import type { Unprobed } from './trial.js';
import { andMore, counted, inRow } from '../../source/counted.js';

/** How a role was tried. */
export interface Tried {
  /** The name of the role. */
  readonly role: string;
  /** The name of the broker. */
  readonly broker: string;
  /** The scopes that its token brings of its own, which the broker adds to those of its alias. */
  readonly ownScopes: readonly string[];
}

/** So many lines of a policy are told one by one, also where the broker decides all of them otherwise. */
const ONE_BY_ONE = 2;

/**
 * What the broker does otherwise than proved, one for each line of the policy and way in which it differs;
 * and one for all lines where it refuses all that is proved to be permitted, or permits all that is not.
 */
export function tellProbes(
  { differences, permitted, refused }: Outcomes,
  tried: Tried,
): readonly TellableDifference[] {
  const wrongly = {
    permitted: differences.filter(({ found }) => found === 'permitted'),
    refused: differences.filter(({ found }) => found === 'refused'),
  };
  const proved = {
    permitted: permitted - wrongly.permitted.length + wrongly.refused.length,
    refused: refused - wrongly.refused.length + wrongly.permitted.length,
  };
  const tell = (
    found: 'permitted' | 'refused',
    otherwise: 'permitted' | 'refused',
  ): readonly TellableDifference[] => {
    const all = wrongly[found];
    const groups = byLine(all);
    const isAll = groups.length > ONE_BY_ONE && all.length === proved[otherwise];
    return isAll
      ? tellGroup(all, tried, true)
      : groups.flatMap((group) => tellGroup(group, tried, false));
  };
  return [...tell('refused', 'permitted'), ...tell('permitted', 'refused')];
}

/** Differences by the line of the policy that they are about, and what it says. */
function byLine(differences: readonly ProbeDifference[]): readonly (readonly ProbeDifference[])[] {
  const groups = new Map<string, ProbeDifference[]>();
  for (const one of differences) {
    const { place, says } = one.trial;
    const key = JSON.stringify([place.source.name, place.range.start, says]);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [one]);
    else known.push(one);
  }
  return [...groups.values()];
}

/** Differences of one line, or all that there are, as one. */
function tellGroup(
  group: readonly ProbeDifference[],
  { role, broker, ownScopes }: Tried,
  isAll: boolean,
): readonly TellableDifference[] {
  const [first] = group;
  if (first === undefined) return [];
  const { trial, found, words } = first;
  const verb = found === 'permitted' ? 'permits' : 'refuses';
  const proved = found === 'permitted' ? 'refused' : 'permitted';
  const more = andMore(group.length - 1, 'of this line');
  const what = isAll
    ? `all of the ${counted(group.length, 'probe')} that are proved to be ${proved}, as ${trialText(trial)}`
    : `${trialText(trial)}${more === '' ? '' : ` ${more}`}, which is proved to be ${proved}`;
  return [
    {
      kind: found,
      place: trial.place,
      vhost: isAll ? undefined : trial.vhost,
      names: group.map((one) => trialText(one.trial)),
      what: `the broker ${verb} ${role} ${what}${words === '' ? '' : ` (${words})`}`,
      remedy: remedyFor(first, broker, ownScopes),
    },
  ];
}

function remedyFor(
  { trial, found, words }: ProbeDifference,
  broker: string,
  ownScopes: readonly string[],
): string {
  if (found === 'permitted' && ownScopes.length > 0)
    return `take a token without scopes of its own, and see whether the broker still does; this one brings ${inRow(
      ownScopes.map((scope) => `\`${scope}\``),
      SCOPES,
    )}`;
  const bring = `bring the compiled configuration of ${broker} to the broker`;
  // Whether a routing key counts hangs on the type of the exchange.
  const isOfKey = found === 'refused' ? words.includes(OF_KEY) : trial.butForKey;
  return isOfKey
    ? `${bring}; where it has that, an exchange is of another type than declared`
    : bring;
}

/** So many scopes are named. */
const SCOPES = 3;

/**
 * Tags that the broker gives otherwise than proved.
 *
 * @param held what the management API says that the role has
 */
export function tellTags(
  tags: ProbePlan['tags'],
  held: readonly string[],
  role: string,
  broker: string,
): readonly TellableDifference[] {
  return tags
    .filter(({ tag, expected }) => held.includes(tag) !== expected)
    .map(({ tag, expected, place }) => ({
      kind: 'tag',
      place,
      vhost: undefined,
      names: [tag],
      what: `the broker ${expected ? 'does not give' : 'gives'} ${role} the tag \`${tag}\`, which is proved to be ${expected ? 'given' : 'not given'}`,
      remedy: `bring the compiled configuration of ${broker} to the broker`,
    }));
}

/** Why things were not probed: the end of a sentence that begins with how many. */
export const REASONS: Readonly<Record<Unprobed, string>> = {
  'not-over-amqp': 'about the API of Amazon MQ, or about tags that nobody showed',
  'key-of-read': 'to read with a key, where the role may write to nothing that could be bound',
  fixed: 'on names that the broker treats alike for everybody',
  depends:
    'that depend on the type of an exchange that no line declares, or on the patch level of the broker',
  'no-exchange': 'with a routing key on an exchange that is not there',
  'no-vhost': 'in vhosts that are not there, or that the role does not enter',
  'no-name': 'on names that cannot be made up',
  'too-many': 'beyond the most that one run tries',
};

/** What was not probed, with the numbers: a sentence; undefined where everything was. */
export function unprobedText(unprobed: ReadonlyMap<Unprobed, number>): string | undefined {
  if (unprobed.size === 0) return undefined;
  const parts = [...unprobed].map(
    ([why, count]) => `${count.toLocaleString('en')} ${REASONS[why]}`,
  );
  return `Not probed: ${parts.join('; ')}.`;
}
