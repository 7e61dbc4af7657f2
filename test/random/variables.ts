import { bytesOf, meant } from './names.js';
import type { Name, Variables } from './names.js';
import { ACCOUNT } from './policy.js';
import type { Broker, Policy } from './policy.js';

/** What the variables stand for everywhere in the policy of a broker. */
export function brokerVariables({ name, region, lets }: Broker): Variables {
  const texts = { account: ACCOUNT, region, partition: 'aws', broker: name };
  const variables: Record<string, Name> = {};
  for (const [variable, text] of Object.entries(texts)) variables[variable] = [bytesOf(text)];
  for (const item of lets) variables[item.name] = meant(item.value, variables);
  return variables;
}

/** The members of groups in place of the groups. */
export function withoutGroups(names: readonly string[], { groups }: Policy): ReadonlySet<string> {
  const all = new Set(names);
  for (const name of all)
    for (const member of groups.find((group) => group.name === name)?.members ?? [])
      all.add(member);
  return new Set([...all].filter((name) => !groups.some((group) => group.name === name)));
}

/** Whether what stands in an `on` block counts for a broker. */
export function counts(on: readonly string[], broker: Broker, policy: Policy): boolean {
  return on.length === 0 || withoutGroups(on, policy).has(broker.name);
}
