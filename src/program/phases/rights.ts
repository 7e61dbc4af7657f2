import { policiesAt, type RolePolicies } from '../../emit/role-policies.js';
import { grantsByRole } from '../../lint/grants.js';
import { checks } from '../../lint/index.js';
import type { JudgedRole } from '../../lint/needless-units.js';
import { Reporter } from '../../diagnostics/reporter.js';
import { oncePerObject } from '../../pattern/memo.js';
import type { Pattern } from '../../pattern/pattern.js';
import { metered, shareOf } from '../../pattern/meter.js';
import { checkDiagnostics } from '../../diagnostics/catalog/checks.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import type { Doubts } from '../../policy/doubts.js';
import type { BrokerPolicy, Grant, RightsPolicy } from '../../policy/policy.js';
import type { Role } from '../../policy/names/roles.js';
import { checkedRole, reportTooComplex, type CheckedRole } from './checked-role.js';
import type { Kept } from './kept.js';
import type { Resolved } from './read.js';
import type { Work } from './work.js';

/** What one broker's part of a policy grants. */
export interface BrokerRights {
  readonly policy: BrokerPolicy;
  /** Every role of the broker, also those that are granted nothing. */
  readonly roles: ReadonlyMap<Role, CheckedRole>;
  /** The roles that are granted anything, in the order of the files. */
  readonly judged: readonly JudgedRole[];
  /** The identity policies of those that get any. */
  readonly identity: readonly RolePolicies[];
}

/** What checking the grants of the roles adds. */
export interface WithRights extends Resolved {
  readonly rights: readonly BrokerRights[];
}

const NO_GRANTS: readonly Grant[] = [];

/** Looks for errors that are none of resolving. Without any a policy can be asked and compared. */
export function* findErrors(state: Resolved): Work<Resolved> {
  const { policies, kept } = state;
  for (const policy of policies) {
    const reporter = reporterOn(policy, state);
    const { vhosts, parts } = policy;
    const { byRole, moves } = grantees(policy, kept);
    for (const [role, grants] of byRole) {
      const ofRole = { broker: parts.granting, vhosts, grants, claims: [] };
      kept.errors.of(role, policy.broker.name, inputsOf(ofRole, moves), reporter, (part) => {
        const { isExhausted } = metered(moves, () => {
          checks.ofRights.errors(ofRole, part);
        });
        if (isExhausted) reportTooComplex(role, grants, part);
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
  const { kept } = state;
  const rights: BrokerRights[] = [];
  for (const policy of state.policies) {
    const reporter = reporterOn(policy, state);
    const { vhosts, parts } = policy;
    const { name } = policy.broker;
    const { byRole, moves } = grantees(policy, kept);
    const judged: JudgedRole[] = [];
    const identity: RolePolicies[] = [];
    const granted = new Map<Role, CheckedRole>();
    const checked = (role: Role, grants: readonly Grant[]): CheckedRole => {
      const ofRole = { broker: parts.rights, vhosts, grants, claims: [] };
      const isInDoubt = policy.doubts.has(role);
      const heard = isInDoubt ? new Reporter(reporter.suggester) : reporter;
      const found = kept.roles.of(role, name, inputsOf(ofRole, moves), heard, (part) =>
        checkedRole(role, ofRole, part, moves),
      );
      if (isInDoubt) reporter.take(heard.reported.filter((one) => standsAlone(one, policy.doubts)));
      return found;
    };
    for (const [role, grants] of byRole) {
      const one = checked(role, grants);
      granted.set(role, one);
      judged.push(one.judged);
      const inputs = [parts.identity, one];
      const policies = kept.policies.of(role, name, inputs, reporter, (part) =>
        one.access.flatMap((access) => policiesAt(parts.identity, access, part)),
      );
      identity.push(...policies);
      yield;
    }
    const roles = new Map(
      policy.roles.map((role) => [role, granted.get(role) ?? checked(role, NO_GRANTS)]),
    );
    rights.push({ policy, roles, judged, identity });
  }
  return { ...state, rights };
}

/** Looks for what is unwise in claims, in brokers, and in all brokers together. */
export function* advise(state: WithRights): Work<WithRights> {
  const { loaded, policies, rights, reporter, unused } = state;
  for (const policy of policies) {
    if (!policy.doubts.everything) {
      const own = reporterOn(policy, state);
      checks.ofRights.advice({ ...policy, grants: [] }, own);
      checks.ofBroker.advice(policy, own);
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
  checks.ofTexts(loaded.sources, reporter);
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

/**
 * Those who are granted anything, each with its grants, which are the same object as before where they are
 * the same, and the moves that each may take.
 */
function grantees(
  policy: BrokerPolicy,
  kept: Kept,
): {
  readonly byRole: ReadonlyMap<Role, readonly Grant[]>;
  readonly moves: number;
} {
  const byRole = grantsByRole(policy);
  const moves = shareOf(byRole.size);
  if (!kept.keeps) return { byRole, moves };
  const reporter = new Reporter();
  const { name } = policy.broker;
  const same = new Map<Role, readonly Grant[]>();
  for (const [role, grants] of byRole)
    same.set(
      role,
      kept.grants.of(role, name, grants, reporter, () => grants),
    );
  return { byRole: same, moves };
}

/** What the checks of a role depend on beside the role and the name of the broker. */
function inputsOf({ broker, vhosts, grants }: RightsPolicy, moves: number): readonly unknown[] {
  return [broker, moves, grants, ...vhostsOf(grants).map((vhost) => vhosts.of(vhost))];
}

/** The vhosts that grants are about, each once. */
const vhostsOf = oncePerObject((grants: readonly Grant[]): readonly Pattern[] => {
  const found = new Map<string, Pattern>();
  for (const { right } of grants) if ('vhost' in right) found.set(right.vhost.key, right.vhost);
  return [...found.values()];
});
