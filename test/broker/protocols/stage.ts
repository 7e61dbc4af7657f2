import assert from 'node:assert/strict';
import { queryable, type QueryableBroker } from '#warren/program/query/queryable.js';
import { erlangBinary } from '../../bed/broker.js';
import type { Suite } from '../../bed/tree.js';
import { arnOf, AUDIENCE, brokerBlock, STAGEHAND_TEXT, startStage, type Stage } from '../stage.js';
import { policyOf } from '../compiled.js';
import { castFor, type Cast } from './cast.js';
import { CLOSED, DOWNSTREAM, DOWNSTREAM_SCENERY, VHOST } from './scenery.js';

/** The plugins of all protocols. */
const PLUGINS = [
  'rabbitmq_mqtt',
  'rabbitmq_web_mqtt',
  'rabbitmq_stomp',
  'rabbitmq_web_stomp',
  'rabbitmq_shovel',
  'rabbitmq_shovel_management',
  'rabbitmq_federation',
  'rabbitmq_federation_management',
];

/** A suite's broker, on which every role of the cast may do what the compiler gives it. */
export interface ProtocolStage {
  readonly cast: Cast;
  readonly stage: Stage;
  /** The cast as `why` knows it. */
  readonly brokers: readonly QueryableBroker[];
}

const started = new Map<Suite, Promise<ProtocolStage>>();

/** The stage of a suite, started once. */
export function protocolStage(suite: Suite): Promise<ProtocolStage> {
  const found = started.get(suite) ?? start(suite);
  started.set(suite, found);
  return found;
}

async function start(suite: Suite): Promise<ProtocolStage> {
  const cast = castFor(suite);
  const stage = await startStage(
    suite,
    (issuer) => brokerBlock(suite, issuer) + STAGEHAND_TEXT,
    PLUGINS,
  );
  for (const vhost of [VHOST, CLOSED, DOWNSTREAM]) await stage.broker.addVhost(vhost);
  await stage.prepare(DOWNSTREAM, DOWNSTREAM_SCENERY);
  await adopt(stage, cast);
  const read = queryable(policyOf(cast.policy));
  assert.ok(read.ok);
  return { cast, stage, brokers: read.brokers };
}

/** Gives the roles of the cast their scopes on the running broker, beside those that it has. */
async function adopt({ broker }: Stage, { scopes }: Cast): Promise<void> {
  const entries = [...scopes].map(([role, own]) => {
    const written = own.map((scope) => erlangBinary(`${AUDIENCE}.${scope}`));
    return `${erlangBinary(arnOf(role))} => [${written.join(', ')}]`;
  });
  const answer = await broker.eval(
    [
      'App = rabbitmq_auth_backend_oauth2',
      'Known = application:get_env(App, scope_aliases, #{})',
      `application:set_env(App, scope_aliases, maps:merge(Known, #{${entries.join(', ')}}))`,
    ].join(', '),
  );
  if (answer !== 'ok') throw new Error(`adopt: ${answer}`);
}

after(async () => {
  for (const { stage } of await Promise.all(started.values())) await stage.stop();
});
