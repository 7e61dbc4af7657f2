import type { Place } from '../source/source.js';
import type { Finding } from './topology/finding.js';
import type { Uncompared } from './topology/compare.js';
import type { CauseKind } from './sign-in/causes.js';
import type { Unprobed } from './probes/trial.js';

/** A difference between a policy and a broker, ready to be told. */
export interface TellableDifference {
  /** Such as `missing-queue`, `audience` or `permitted`; stable, for programs. */
  readonly kind:
    | Finding['kind']
    | CauseKind
    | 'taken-anyway'
    | 'enters-anyway'
    | 'permitted'
    | 'refused'
    | 'tag';
  /** Where the policy speaks of it, or could. */
  readonly place: Place | undefined;
  /** What the broker has, and what the policy says: a clause. */
  readonly what: string;
  /** What to do: a clause. */
  readonly remedy: string;
  /** The vhost that it is about, if it is about one. */
  readonly vhost: string | undefined;
  /** The names that it is about, all of them. */
  readonly names: readonly string[];
}

/** What was verified of a broker, as far as it came. */
export interface VerifyReport {
  readonly broker: string;
  readonly topology:
    | {
        readonly vhosts: number;
        readonly exchanges: number;
        readonly queues: number;
        readonly uncompared: readonly Uncompared[];
        readonly differences: readonly TellableDifference[];
      }
    | undefined;
  readonly signIn:
    | {
        /** The role's name; undefined where the policy has no role of the token's subject. */
        readonly role: string | undefined;
        /** Whether the broker took the token. */
        readonly isTaken: boolean;
        /** The vhosts that were opened. */
        readonly entered: readonly string[];
        readonly differences: readonly TellableDifference[];
      }
    | undefined;
  readonly probes:
    | {
        readonly permitted: number;
        readonly refused: number;
        readonly unprobed: ReadonlyMap<Unprobed, number>;
        readonly differences: readonly TellableDifference[];
      }
    | undefined;
  /** What was not looked at, and why: a sentence each. */
  readonly notes: readonly string[];
  /** What the policy speaks of and nobody looked at, with what that takes: a clause each. */
  readonly unseen: readonly string[];
  /** What broke off: a clause; undefined where nothing did. */
  readonly failure: string | undefined;
  /** Whether that may pass by waiting: nobody listened yet, or the broker was just going down. */
  readonly isPassing: boolean;
}

/** Why not everything was verified that was asked for: a clause; undefined where it was. */
export function missingIn({ failure, unseen }: VerifyReport): string | undefined {
  return failure ?? (unseen.length === 0 ? undefined : unseen.join('; '));
}

/** Every difference of a report. */
export function differencesIn({
  topology,
  signIn,
  probes,
}: VerifyReport): readonly TellableDifference[] {
  return [topology, signIn, probes].flatMap((part) => part?.differences ?? []);
}
