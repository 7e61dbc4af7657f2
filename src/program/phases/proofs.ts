import { contextOf } from '../../access/context.js';
import type { Granted } from '../../access/granted.js';
import type { Role } from '../../policy/names/roles.js';
import type { BrokerPolicy, Claim } from '../../policy/policy.js';
import { proveClaims } from '../../prove/claims/claims.js';
import { ExpectIndex } from '../../policy/expect-index.js';
import { countingWith } from '../../prove/spill/spill.js';
import { reportClaims, reportWalks } from '../../tell/claims.js';
import { reportSpill, type SpillOfRole } from '../../tell/spill.js';
import type { Place } from '../../source/source.js';
import { ProvedClaims, type ProvedClaim } from '../proved-claims.js';
import { reporterOn, type WithRights } from './rights.js';
import type { Work } from './work.js';

/** What proving the claims adds. */
export interface WithClaims extends WithRights {
  /** The claims of the policy, phrase by phrase. */
  readonly claims: readonly ProvedClaim[];
}

/** Proves what `can` and `never` say, and tells what does not hold or can be walked round. */
export function* proveAll(state: WithRights): Work<WithClaims> {
  const { kept } = state;
  const claims = new ProvedClaims();
  for (const { policy, roles } of state.rights) {
    const reporter = reporterOn(policy, state);
    const granted = new Map<Role, Granted>();
    for (const [role, one] of roles) granted.set(role, one.granted);
    const { parts, vhosts, grants } = policy;
    const ofRights = { broker: parts.rights, vhosts, grants, claims: certain(policy) };
    const verdicts = proveClaims(ofRights, granted, kept.proofs);
    claims.add(verdicts, policy.broker.name);
    reportClaims(verdicts, policy, reporter);
    reportWalks(verdicts, policy.broker, reporter);
    yield;
  }
  return { ...state, claims: claims.all };
}

/** Tells what the broker gives and no phrase asks for. */
export function* tellSpill(state: WithClaims): Work<WithClaims> {
  const expects = new ExpectIndex(state.expects.filter(({ code }) => code === 'spill'));
  for (const { policy, roles } of state.rights) {
    const reporter = reporterOn(policy, state);
    const counting = countingWith(() => Array.from(roles.values(), ({ granted }) => granted));
    const spills: SpillOfRole[] = [];
    for (const [role, { granted, spills: all }] of roles) {
      const found = policy.doubts.has(role) ? [] : counting(all);
      if (found.length > 0) spills.push({ role, granted, found });
    }
    const isExpected = (places: readonly Place[]): boolean =>
      expects.has('spill') && places.some((place) => expects.around('spill', place).length > 0);
    const { name } = policy.broker;
    const broker = state.rights.length > 1 ? name : undefined;
    reportSpill(spills, contextOf(policy), reporter, isExpected, state.kept.spills, broker);
    yield;
  }
  return state;
}

/**
 * The claims that hang on nothing that could not be read: that roles can do something only where all that
 * they are granted is known, and that nobody can where it is known who is left out.
 */
function certain({ claims, doubts }: BrokerPolicy): readonly Claim[] {
  if (doubts.everything) return [];
  return claims.flatMap((claim) => {
    if (claim.kind === 'never') return claim.isWhole ? [claim] : [];
    const roles = claim.roles.filter((role) => !doubts.has(role));
    if (roles.length === claim.roles.length) return [claim];
    return roles.length === 0 ? [] : [{ ...claim, roles }];
  });
}
