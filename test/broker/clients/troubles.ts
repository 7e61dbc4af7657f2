import type { Channel } from 'amqplib';
import { declareExchange, vhostOf } from './bed.js';
import type { Bed } from './bed.js';

/** Something that fails for the programs of these names, and can be mended. */
export interface Trouble {
  readonly spoil: (bed: Bed, names: readonly string[]) => Promise<unknown>;
  readonly mend: (bed: Bed, names: readonly string[]) => Promise<unknown>;
}

/** Somebody has deleted the exchange that they publish to. */
export const NO_EXCHANGE: Trouble = {
  spoil: (bed, names) => forEach(bed, names, (channel) => channel.deleteExchange('orders.events')),
  mend: (bed, names) => forEach(bed, names, declareExchange),
};

const POLICY = '<<"full">>';
const FULL = '[{<<"max-length">>, 0}, {<<"overflow">>, <<"reject-publish">>}]';

/** Their queues take nothing more, and the broker says so of each message. */
export const FULL_QUEUES: Trouble = {
  spoil: ({ broker }, names) =>
    broker.eval(
      `[ok = rabbit_policy:set(V, ${POLICY}, <<".*">>, ${FULL}, 0, <<"queues">>, <<"bed">>) || V <- ${vhosts(names)}]`,
    ),
  mend: ({ broker }, names) =>
    broker.eval(`[ok = rabbit_policy:delete(V, ${POLICY}, <<"bed">>) || V <- ${vhosts(names)}]`),
};

const ALARM = '{resource_limit, memory, node()}';

/** The broker is short of memory: it answers nothing to those who publish. */
export const LOW_MEMORY: Trouble = {
  spoil: ({ broker }) => broker.eval(`rabbit_alarm:set_alarm({${ALARM}, []})`),
  mend: ({ broker }) => broker.eval(`rabbit_alarm:clear_alarm(${ALARM})`),
};

function forEach(
  bed: Bed,
  names: readonly string[],
  act: (channel: Channel) => Promise<unknown>,
): Promise<unknown> {
  return Promise.all(names.map((name) => bed.asAdmin(name, act)));
}

/** The vhosts of programs, as an Erlang list. */
function vhosts(names: readonly string[]): string {
  return `[${names.map((name) => `<<"${vhostOf(name)}">>`).join(', ')}]`;
}
