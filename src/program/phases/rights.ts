import { policiesByRole } from '../../lint/grants.js';
import { checks } from '../../lint/index.js';
import type { JudgedRole } from '../../lint/needless-units.js';
import { metered, shareOf } from '../../pattern/meter.js';
import { checkDiagnostics } from '../../diagnostics/catalog/checks.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { Reporter } from '../../diagnostics/reporter.js';
import type { Doubts } from '../../policy/doubts.js';
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
  const { policies, reporter, kept } = state;
  for (const policy of policies) {
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
  checks.acrossBrokers.errors(policies, reporter);
  return state;
}

/** Works out what each role is given, and looks for what is unwise in it. */
export function* checkRoles(state: Resolved): Work<WithRights> {
  const rights: BrokerRights[] = [];
  for (const policy of state.policies) {
    const { byRole, moves } = grantees(policy);
    const judged: JudgedRole[] = [];
    const granted = new Map<Role, CheckedRole>();
    const checked = (role: Role, ofRole: BrokerPolicy): CheckedRole => {
      const heard = new Reporter(state.reporter.suggester);
      const found = state.kept.roles.of(
        role,
        policy.broker.name,
        inputsOf(ofRole, moves),
        policy.doubts.has(role) ? heard : state.reporter,
        (part) => checkedRole(role, ofRole, part, moves),
      );
      state.reporter.take(heard.reported.filter((one) => standsAlone(one, policy.doubts)));
      return found;
    };
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
  const { policies, rights, reporter, unused } = state;
  for (const policy of policies) {
    if (!policy.doubts.everything) {
      checks.ofRights.advice({ ...policy, grants: [] }, reporter);
      checks.ofBroker.advice(policy, reporter);
    }
    yield;
  }
  checks.acrossBrokers.advice(
    policies.filter(({ doubts }) => !doubts.everything),
    reporter,
  );
  const judged = rights.flatMap((of) => of.judged);
  checks.ofJudged(judged, reporter);
  checks.ofNames.advice(unused, reporter);
  return state;
}

/** What says that a right is missing, which may be one that could not be read. */
const OF_LACKS: ReadonlySet<string> = new Set([
  checkDiagnostics.missingDeadLetter.code,
  checkDiagnostics.missingAlternate.code,
  checkDiagnostics.superStreamByParts.code,
]);

/** Whether what is said of a role in doubt does not hang on what could not be read. */
function standsAlone({ code }: Diagnostic, { everything }: Doubts): boolean {
  return !everything && !OF_LACKS.has(code);
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
