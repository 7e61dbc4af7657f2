import { erlangBinary } from '../../bed/broker.js';
import type { Broker } from '../../bed/broker.js';

/** The exchanges of type topic that there are in the vhosts of a running broker. */
export interface TopicExchanges {
  /** Adds exchanges to a vhost, which is made anew at first. Names are texts. */
  readonly add: (vhost: string, names: readonly string[]) => Promise<void>;
  readonly has: (vhost: string, name: string) => boolean;
}

/** Those of the vhosts that are made here: at first the built-in one alone. */
export function topicExchanges(broker: Broker): TopicExchanges {
  const known = new Map<string, Set<string>>();
  return {
    add: async (vhost, names) => {
      if (!known.has(vhost)) await makeAnew(vhost, broker);
      const there = known.get(vhost) ?? new Set(['amq.topic']);
      known.set(vhost, there);
      const missing = new Set(names.filter((name) => !there.has(name)));
      if (missing.size === 0) return;
      for (const name of missing) there.add(name);
      const list = [...missing].map(erlangBinary).join(',');
      const exchange = `rabbit_misc:r(${erlangBinary(vhost)}, exchange, Name)`;
      const declare = `rabbit_exchange:declare(${exchange}, topic, false, false, false, [], <<"bed">>)`;
      await broker.eval(`[{ok, _} = ${declare} || Name <- [${list}]], done`);
    },
    has: (vhost, name) => known.get(vhost)?.has(name) ?? false,
  };
}

async function makeAnew(vhost: string, broker: Broker): Promise<void> {
  if (await broker.hasVhost(vhost))
    await broker.eval(`rabbit_vhost:delete(${erlangBinary(vhost)}, <<"bed">>)`);
  await broker.addVhost(vhost);
}
