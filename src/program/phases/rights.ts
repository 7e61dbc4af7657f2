import { policiesByRole } from '../../lint/grants.js';
import { checks } from '../../lint/index.js';
import type { JudgedRole } from '../../lint/needless-units.js';
import type { Reporter } from '../../diagnostics/reporter.js';
import { metered, shareOf } from '../../pattern/meter.js';
import type { BrokerPolicy } from '../../policy/policy.js';
import type { Role } from '../../policy/names/roles.js';
import { checkedRole, reportTooComplex, type CheckedRole } from './checked-role.js';
import type { Resolved } from './read.js';
import type { Work } from './work.js';

/** What one broker's part of a policy grants. */
export interface BrokerRights {
  readonly policy: BrokerPolicy;
  /** Every role of the broker, also those that are granted nothing. */
  readonly roles: ReadonlyMap<Role, CheckedRole>;
  /** The roles that are granted anything, in the order of the files. */
  readonly judged: readonly JudgedRole[];
}

/** What checking the grants of the roles adds. */
export interface WithRights extends Resolved {
  readonly rights: readonly BrokerRights[];
}

/** Looks for errors that are none of resolving. Without any a policy can be asked and compared. */
export function* findErrors(state: Resolved): Work<Resolved> {
  const { policies, kept } = state;
  for (const policy of policies) {
    const reporter = reporterOn(policy, state);
    const { byRole, moves } = grantees(policy);
    for (const [role, ofRole] of byRole) {
      kept.errors.of(role, policy.broker.name, inputsOf(ofRole, moves), reporter, (part) => {
        const { isExhausted } = metered(moves, () => {
          checks.ofRights.errors(ofRole, part);
        });
        if (isExhausted) reportTooComplex(role, ofRole.grants, part);
        return undefined;
      });
      yield;
    }
    checks.ofRights.errors({ ...policy, grants: [] }, reporter);
    checks.ofBroker.errors(policy, reporter);
  }
  checks.acrossBrokers.errors(policies, state.reporter);
  return state;
}

/** Works out what each role is given, and looks for what is unwise in it. */
export function* checkRoles(state: Resolved): Work<WithRights> {
  const rights: BrokerRights[] = [];
  for (const policy of state.policies) {
    const reporter = reporterOn(policy, state);
    const { byRole, moves } = grantees(policy);
    const judged: JudgedRole[] = [];
    const granted = new Map<Role, CheckedRole>();
    const checked = (role: Role, ofRole: BrokerPolicy): CheckedRole =>
      state.kept.roles.of(role, policy.broker.name, inputsOf(ofRole, moves), reporter, (part) =>
        checkedRole(role, ofRole, part, moves),
      );
    for (const [role, ofRole] of byRole) {
      const one = checked(role, ofRole);
      granted.set(role, one);
      judged.push(one.judged);
      yield;
    }
    const nothing = { ...policy, grants: [], claims: [] };
    const roles = new Map(
      policy.roles.map((role) => [role, granted.get(role) ?? checked(role, nothing)]),
    );
    rights.push({ policy, roles, judged });
  }
  return { ...state, rights };
}

/** Looks for what is unwise in claims, in brokers, and in all brokers together. */
export function* advise(state: WithRights): Work<WithRights> {
  const { policies, rights, reporter } = state;
  for (const policy of policies) {
    const own = reporterOn(policy, state);
    checks.ofRights.advice({ ...policy, grants: [] }, own);
    checks.ofBroker.advice(policy, own);
    yield;
  }
  checks.acrossBrokers.advice(policies, reporter);
  const judged = rights.flatMap((of) => of.judged);
  checks.ofJudged(judged, reporter);
  return state;
}

/** The reporter for what is about one broker of a policy. */
export function reporterOn(
  { broker }: Pick<BrokerPolicy, 'broker'>,
  { policies, reporter }: Resolved,
): Reporter {
  return reporter.on(
    broker.name,
    policies.map((policy) => policy.broker.name),
  );
}

/** Those who are granted anything, each with the policy for it alone, and the moves that each may take. */
function grantees(policy: BrokerPolicy): {
  readonly byRole: ReadonlyMap<Role, BrokerPolicy>;
  readonly moves: number;
} {
  const byRole = policiesByRole(policy);
  return { byRole, moves: shareOf(byRole.size) };
}

/** What the checks of a role depend on beside the role and the name of the broker. */
function inputsOf({ broker, vhosts, grants }: BrokerPolicy, moves: number): readonly unknown[] {
  const declared = grants.map(({ right }) =>
    'vhost' in right ? vhosts.of(right.vhost) : undefined,
  );
  return [broker, moves, ...grants, ...declared];
}
