import type { BrokerPolicy, Claim } from '../../policy/policy.js';
import { at } from './doubts.js';
import type { Side } from './side.js';

/**
 * The guardrails and tests that only the older of two policies has as they are, in a line: they are no access,
 * and what they kept from coming may come next. None where each is still there.
 *
 * @param wanted the only broker that is compared, if one was asked for
 */
export function lostGuardrails(
  old: Side,
  now: Side,
  wanted: string | undefined,
): readonly string[] {
  if (old.kind !== 'policy' || now.kind !== 'policy') return [];
  const kept = claimsOf(now, wanted);
  const gone = [...claimsOf(old, wanted)].flatMap(([key, claim]) => (kept.has(key) ? [] : [claim]));
  const [first] = gone;
  if (first === undefined) return [];
  const guardrails = gone.filter(({ test }) => test === undefined).length;
  const tests = gone.length - guardrails;
  const counts = [
    ...(guardrails > 0 ? [`${guardrails} never`] : []),
    ...(tests > 0 ? [`${tests} ${tests === 1 ? 'claim of a test' : 'claims of tests'}`] : []),
  ];
  return [
    at(
      first.place,
      `guardrails and tests that are no longer there, or say something else: ${counts.join(', ')}, this one first`,
    ),
  ];
}

/** The claims of a policy by what they say, each once over all brokers. */
function claimsOf({ brokers }: Side, wanted: string | undefined): ReadonlyMap<string, Claim> {
  const policies = brokers.flatMap(({ policy }): readonly BrokerPolicy[] =>
    policy === undefined || (wanted !== undefined && policy.broker.name !== wanted) ? [] : [policy],
  );
  return new Map(policies.flatMap(({ claims }) => claims.map((claim) => [keyOf(claim), claim])));
}

/** What a claim says, however it is laid out. */
function keyOf({ kind, test, roles, rights, place: { source, range } }: Claim): string {
  const end = source.text.indexOf('}', range.end);
  const said = source.text.slice(range.start, end < 0 ? undefined : end);
  const vhosts = rights.map((right) => ('vhost' in right ? right.vhost.key : ''));
  const names = roles.map(({ name }) => name).toSorted();
  return JSON.stringify([kind, test?.title, said.split(/\s+/).join(' '), names, vhosts]);
}
