import assert from 'node:assert/strict';
import { queryable } from '#warren/program/query/queryable.js';
import { policyOf } from '../compiled.js';
import { logFrom, refusalsTo } from './arrivals.js';
import { readBy } from './why.js';
import { SUITES } from '../../bed/tree.js';
import { AMQP091_TRIALS } from './amqp091-trials.js';
import { AMQP10_TRIALS, AMQP10_V1_TRIALS } from './amqp10-trials.js';
import { MANAGEMENT_TRIALS } from './management-trials.js';
import { federationTrials, shovelTrials } from './link-trials.js';
import { MQTT_TRIALS, WEB_MQTT_TRIALS } from './mqtt-trials.js';
import { STOMP_TRIALS } from './stomp-trials.js';
import { STREAM_TRIALS } from './stream-trials.js';
import { castFor } from './cast.js';
import { describePiece } from './pieces.js';
import { SCENERY, VHOST } from './scenery.js';
import { protocolStage } from './stage.js';
import type { Client, Trials } from './trial.js';

/** How each protocol's rows are tried. */
const TRIALS: Readonly<Record<string, Trials>> = {
  'AMQP 0-9-1': AMQP091_TRIALS,
  'AMQP 1.0': AMQP10_TRIALS,
  'AMQP 1.0, addresses of version 1': AMQP10_V1_TRIALS,
  Streams: STREAM_TRIALS,
  STOMP: STOMP_TRIALS,
  'Management API': MANAGEMENT_TRIALS,
  MQTT: MQTT_TRIALS,
  'MQTT over WebSocket': WEB_MQTT_TRIALS,
};

for (const suite of SUITES)
  describe(`what clients need, ${suite}`, function () {
    this.timeout('10s');
    before(function () {
      this.timeout('60s');
      return protocolStage(suite);
    });

    const clientOf = async (role: string): Promise<Client> => {
      const { stage } = await protocolStage(suite);
      await stage.prepare(VHOST, SCENERY);
      return { broker: stage.broker, vhost: VHOST, token: await stage.token(role), role };
    };

    const hands = async (role: string): Promise<string> =>
      (await protocolStage(suite)).stage.token(role);
    const trials: Readonly<Record<string, Trials>> = { ...TRIALS, Shovel: shovelTrials(hands), Federation: federationTrials(hands) };
    for (const { protocol, use, role, lacking } of castFor(suite).rows) {
      const trial = trials[protocol.name]?.[use.does];
      const title = `${protocol.name}: ${use.does}`;
      if (trial === undefined) { if (process.env['ALL']) it(title, () => { throw new Error('nobody tries that row')}); continue; }

      it(title, async () => {
        const verdict = await trial(await clientOf(role));
        assert.deepEqual(verdict, { allowed: true });
      });

      for (const { role: without, piece } of lacking)
        it(`${title}: not without ${describePiece(piece)}`, async () => {
          const client = await clientOf(without);
          const log = logFrom(client.broker);
          const verdict = await trial(client);
          assert.ok(!verdict.allowed, 'it was allowed');
          const texts = [verdict.reply, ...refusalsTo(without, log())];
          const { cast } = await protocolStage(suite);
          const found = queryable(policyOf(cast.policy)); assert.ok(found.ok);
          for (const text of texts) { const r = readBy(text, without, piece, found.brokers); if (process.env['SHOW']) console.log('      >', r.kind, text.slice(0,200), JSON.stringify(r)); }
        });
    }
  });
