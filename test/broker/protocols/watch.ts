import { erlangBinary, type Broker } from '../../bed/broker.js';
import type { Client } from './trial.js';

/**
 * Watches what comes to an exchange with a key, by a queue of the watcher's own that nobody's rights count
 * for, or what comes to a queue, while something is done.
 */
export async function watched<Result>(
  { broker, vhost }: Pick<Client, 'broker' | 'vhost'>,
  where: readonly [exchange: string, key: string] | string,
  act: (hasCome: () => Promise<boolean>) => Promise<Result>,
): Promise<Result> {
  const named = (kind: string, name: string): string =>
    `rabbit_misc:r(${erlangBinary(vhost)}, ${kind}, ${erlangBinary(name)})`;
  if (typeof where === 'string') return act(() => isFilled(broker, named('queue', where)));
  const [exchange, key] = where;
  const queue = named('queue', 'watch');
  const binding = `{binding, ${named('exchange', exchange)}, ${erlangBinary(key)}, ${queue}, []}`;
  await broker.eval(
    `rabbit_amqqueue:declare(${queue}, true, false, [], none, <<"watch">>), ` +
      `rabbit_binding:add(${binding}, <<"watch">>)`,
  );
  try {
    return await act(() => isFilled(broker, queue));
  } finally {
    const remove = 'rabbit_amqqueue:delete(Q, false, false, <<"watch">>)';
    await broker.eval(`rabbit_amqqueue:with(${queue}, fun(Q) -> ${remove} end)`);
  }
}

/** Whether a queue, as an Erlang expression, is there and has messages. */
async function isFilled(broker: Broker, queue: string): Promise<boolean> {
  const count = '{ok, N, _} = rabbit_amqqueue:stat(Q), N';
  const answer = await broker.eval(
    `rabbit_amqqueue:with(${queue}, fun(Q) -> ${count} end, fun(_) -> 0 end)`,
  );
  return answer !== '0';
}
