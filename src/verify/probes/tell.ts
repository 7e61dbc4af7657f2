import type { TellableDifference } from '../report.js';
import type { ProbePlan } from './plan.js';
import { trialText, type ProbeDifference } from './run.js';
import type { Unprobed } from './trial.js';
import { andMore } from '../../source/counted.js';

/**
 * What the broker does otherwise than proved, one for each line of the policy and way in which it differs.
 *
 * @param role the role that was tried
 */
export function tellProbes(
  differences: readonly ProbeDifference[],
  role: string,
  broker: string,
): readonly TellableDifference[] {
  const groups = new Map<string, ProbeDifference[]>();
  for (const one of differences) {
    const { place, says } = one.trial;
    const key = JSON.stringify([place.source.name, place.range.start, says, one.found]);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first === undefined ? [] : [tellGroup(first, group, role, broker)];
  });
}

function tellGroup(
  { trial, found, words }: ProbeDifference,
  group: readonly ProbeDifference[],
  role: string,
  broker: string,
): TellableDifference {
  const more = andMore(group.length - 1, 'of this line');
  const others = more === '' ? '' : ` ${more}`;
  const verb = found === 'permitted' ? 'permits' : 'refuses';
  const proved = found === 'permitted' ? 'refused' : 'permitted';
  const said = words === '' ? '' : ` (${words})`;
  return {
    kind: found,
    place: trial.place,
    vhost: trial.vhost,
    names: group.map((one) => trialText(one.trial)),
    what: `the broker ${verb} ${role} ${trialText(trial)}${others}, which is proved to be ${proved}${said}`,
    remedy: `bring the compiled configuration of ${broker} to the broker; where it has that, an exchange is of another type than declared`,
  };
}

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
