import assert from 'node:assert/strict';
import { display } from '#warren/pattern/display.js';
import type { Vhosts } from '#warren/policy/resources/vhosts.js';
import { builtInExchanges } from '#warren/rabbitmq/built-in.js';
import { erlangBinary } from '../../bed/broker.js';
import type { Broker } from '../../bed/broker.js';
import type { Operation } from '../operations.js';
import { keyedExchange, typeFor } from './exchange-type.js';
import type { Witness } from './witness.js';

/** What the broker must say: a refusal is of just the permission that the witness lacks. */
const ANSWERS: Readonly<Record<Witness['answer'], RegExp>> = {
  allowed: /^allowed$/,
  'no-access': /ConnectionClose/,
  configure: /ACCESS_REFUSED - configure access to /,
  write: /ACCESS_REFUSED - write access to /,
  read: /ACCESS_REFUSED - read access to /,
};

/** A running broker answers to an operation what its witness says. @throws an assertion if not */
export async function confirm(
  witness: Witness,
  operation: Operation,
  { broker, token, vhosts }: { broker: Broker; token: string; vhosts: Vhosts },
): Promise<void> {
  const name = keyedExchange(witness);
  const exchange = name === undefined ? undefined : { name, type: typeFor(name, witness, vhosts) };
  await prepare(broker, witness, exchange);
  const verdict = await operation.run({ broker, vhost: witness.vhost, token });
  const { arn, vhost, answer } = witness;
  const what = JSON.stringify({ arn, vhost, answer, exchange, operation: operation.title });
  assert.match(verdict.allowed ? 'allowed' : verdict.reply, ANSWERS[answer], what);
}

const BUILT_IN = new Set(builtInExchanges.map(({ pattern }) => display(pattern)));

/**
 * Makes a vhost as a witness needs it: nothing has the name, but an exchange of the type where keys
 * may count. What the server has by itself stays.
 */
async function prepare(
  broker: Broker,
  { vhost, name }: Witness,
  exchange: { readonly name: string; readonly type: string } | undefined,
): Promise<void> {
  await broker.addVhost(vhost);
  const resource = (of: string): string =>
    `rabbit_misc:r(${erlangBinary(vhost)}, exchange, ${erlangBinary(of)})`;
  const own = [name, exchange?.name ?? ''].filter((one) => one !== '' && !BUILT_IN.has(one));
  const deletions = own.map((of) => `rabbit_exchange:delete(${resource(of)}, false, <<"bed">>)`);
  const declaration =
    exchange === undefined || !own.includes(exchange.name)
      ? []
      : [
          `{ok, _} = rabbit_exchange:declare(${resource(exchange.name)}, ${exchange.type}, ` +
            'false, false, false, [], <<"bed">>)',
        ];
  await broker.eval([...deletions, ...declaration, 'done'].join(', '));
}
