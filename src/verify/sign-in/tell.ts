import type { Place } from '../../source/source.js';
import type { TellableDifference, VerifyReport } from '../report.js';
import type { Cause } from './causes.js';
import type { SignedIn, VhostOutcome } from './sign-in.js';
import type { TokenProblemKind } from './token-problems.js';

/** What a broker refuses a token for, if it runs with what the policy says. */
const REFUSED_FOR: readonly TokenProblemKind[] = ['audience', 'algorithm', 'expired', 'other-key'];

/**
 * A sign-in as differences.
 *
 * @param place where the policy declares the broker
 */
export function tellSignIn(
  { role, problems, refusals, vhosts }: SignedIn,
  broker: string,
  place: Place | undefined,
): NonNullable<VerifyReport['signIn']> {
  const isTaken = refusals.length === 0;
  const at = role?.place ?? place;
  const anyway = isTaken ? problems.filter(({ kind }) => REFUSED_FOR.includes(kind)) : [];
  const [first, ...more] = refusals;
  return {
    role: role?.name,
    isTaken,
    entered: vhosts.flatMap(({ vhost, cause }) => (cause === undefined ? [vhost] : [])),
    differences: [
      ...(first === undefined
        ? []
        : [told(first, at, undefined, `the broker does not let the token in: ${first.what}`)]),
      ...more.map((cause) => told(cause, at, undefined, `besides, ${cause.what}`)),
      ...anyway.map(({ what }): TellableDifference => ({
        kind: 'taken-anyway',
        place,
        vhost: undefined,
        names: [],
        what: `the broker took the token, though ${what}`,
        remedy: `bring the compiled configuration of ${broker} to the broker, or look at the clocks`,
      })),
      ...once(vhosts.flatMap((outcome) => vhostDifference(outcome, role?.name, at))),
    ],
  };
}

/**
 * Who is nobody, or has no alias, is let into no vhost for the same reason. Who gets into one all the same has an
 * alias on the broker, and is to lose it: not to be granted something.
 */
function once(differences: readonly TellableDifference[]): readonly TellableDifference[] {
  const enters = differences.some(({ kind }) => kind === 'enters-anyway');
  return differences.filter(
    ({ kind, what }, at) =>
      !(enters && kind === 'no-alias') &&
      differences.findIndex((other) => other.what === what) === at,
  );
}

function vhostDifference(
  { vhost, isPermitted, cause }: VhostOutcome,
  role: string | undefined,
  place: Place | undefined,
): readonly TellableDifference[] {
  if (cause === undefined)
    return isPermitted
      ? []
      : [
          {
            kind: 'enters-anyway',
            place,
            vhost,
            names: [],
            what: `the broker lets ${role ?? 'the token'} into the vhost \`${vhost}\`, and the policy does not`,
            remedy: 'bring the compiled configuration to the broker',
          },
        ];
  // Whoever is to stay outside, and does, is as it should be.
  if (cause.kind === 'vhost-not-permitted') return [];
  return [told(cause, place, vhost, cause.what)];
}

function told(
  { kind, remedy }: Cause,
  place: Place | undefined,
  vhost: string | undefined,
  what: string,
): TellableDifference {
  return { kind, place, vhost, names: [], what, remedy };
}
