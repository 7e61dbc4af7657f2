import { openAmqp, type Session } from '../../bed/amqp.js';
import type { Broker } from '../../bed/broker.js';
import { ALLOWED, type Verdict } from '../../bed/verdict.js';

/** A client with a token of a role, which may do something on one broker. */
export interface Client {
  readonly broker: Broker;
  readonly vhost: string;
  readonly token: string;
  readonly role: string;
}

/** Does what a row of the table says, once or in every way that the row means. */
export type Trial = (client: Client) => Promise<Verdict>;

/** The trials of a protocol's rows, by what the row says that the client does. */
export type Trials = Readonly<Record<string, Trial>>;

/** One trial after the other, until one is refused. */
export function each(...trials: readonly Trial[]): Trial {
  return async (client) => {
    for (const trial of trials) {
      const verdict = await trial(client);
      if (!verdict.allowed) return verdict;
    }
    return ALLOWED;
  };
}

/** A trial over AMQP 0-9-1. */
export function overAmqp091(act: (session: Session) => Promise<Verdict>): Trial {
  return async ({ broker, vhost, token }) => {
    const session = await openAmqp(broker, vhost, token);
    try {
      return await act(session);
    } finally {
      await session.close();
    }
  };
}
