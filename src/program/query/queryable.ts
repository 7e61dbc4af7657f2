import { Reporter } from '../../diagnostics/reporter.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { declaredNames, type DeclaredNames } from '../../policy/names/declared-names.js';
import { OnBlocks } from '../../policy/brokers/on-blocks.js';
import { outline } from '../../policy/outline.js';
import type { BrokerPolicy } from '../../policy/policy.js';
import type { Role } from '../../policy/names/roles.js';
import { contextOf, type Context } from '../../access/context.js';
import { grantedTo, type Granted } from '../../access/granted.js';
import type { LoadedPolicy } from '../../source/load.js';
import type { PolicyFile } from '../../syntax/tree.js';
import { readSound } from '../check.js';

/** One broker's policy, ready to be asked who can do what. */
export interface QueryableBroker {
  readonly policy: BrokerPolicy;
  readonly roles: ReadonlyMap<string, Role>;
  /** For the profiles that a question may name. */
  readonly names: DeclaredNames;
  readonly granted: (role: Role) => Granted;
  readonly context: Context;
}

/** The brokers of a policy, or what is wrong with it: a broken policy answers nothing. */
export type Queryable =
  | { readonly ok: true; readonly brokers: readonly QueryableBroker[] }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/**
 * Prepares a policy for questions. Claims are not proved: one that fails says nothing against what
 * the policy gives.
 */
export function queryable(loaded: LoadedPolicy): Queryable {
  const sound = readSound(loaded);
  if (!sound.ok) return sound;
  return { ok: true, brokers: queryableBrokers(sound.read.files, sound.read.policies) };
}

/** The brokers of a policy that was read, with all that could be understood of it. */
export function queryableBrokers(
  files: readonly PolicyFile[],
  policies: readonly BrokerPolicy[],
): readonly QueryableBroker[] {
  const items = outline(files);
  // All that could be reported has been.
  const unheard = new Reporter();
  const brokers = policies.map(({ broker }) => broker);
  const on = new OnBlocks(items, brokers, unheard);
  return policies.map((policy) => ({
    policy,
    roles: new Map(policy.roles.map((role) => [role.name, role])),
    names: declaredNames(items, on, policy.broker.name, unheard),
    granted: grantedTo(policy),
    context: contextOf(policy),
  }));
}
