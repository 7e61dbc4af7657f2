import { erlangBinary, type Broker } from '../../bed/broker.js';
import type { Client } from './trial.js';

/**
 * Watches what comes to an exchange with a key, by a queue of the watcher's own that nobody's rights count
 * for, while something is done.
 */
export async function watched<Result>(
  { broker, vhost }: Pick<Client, 'broker' | 'vhost'>,
  exchange: string,
  key: string,
  act: (hasCome: () => Promise<boolean>) => Promise<Result>,
): Promise<Result> {
  const queue = `rabbit_misc:r(${erlangBinary(vhost)}, queue, <<"watch">>)`;
  const source = `rabbit_misc:r(${erlangBinary(vhost)}, exchange, ${erlangBinary(exchange)})`;
  await broker.eval(
    `rabbit_amqqueue:declare(${queue}, true, false, [], none, <<"watch">>), ` +
      `rabbit_binding:add({binding, ${source}, ${erlangBinary(key)}, ${queue}, []}, <<"watch">>)`,
  );
  try {
    return await act(() => isFilled(broker, queue));
  } finally {
    await broker.eval(
      `rabbit_amqqueue:with(${queue}, fun(Q) -> rabbit_amqqueue:delete(Q, false, false, <<"watch">>) end)`,
    );
  }
}

/** Whether a queue, as an Erlang expression, has messages. */
async function isFilled(broker: Broker, queue: string): Promise<boolean> {
  const count = `rabbit_amqqueue:with(${queue}, fun(Q) -> {ok, N, _} = rabbit_amqqueue:stat(Q), N end)`;
  return (await broker.eval(count)) !== '0';
}
