import assert from 'node:assert/strict';
import { PROTOCOL_USES } from '#warren/access/protocols/uses/uses.js';
import { SUITES, type Suite } from '../../bed/tree.js';
import { logFrom, refusalsTo, soon } from './arrivals.js';
import { castFor, type CastRow } from './cast.js';
import { describePiece, type Piece } from './pieces.js';
import { SCENERY, VHOST } from './scenery.js';
import { protocolStage } from './stage.js';
import type { Client } from './trial.js';
import { trialsBy } from './trials.js';
import { readBy, type Read } from './why.js';

/** Rows in which a client declares passively first, for which the broker names `configure` where any right does. */
const PASSIVE: ReadonlySet<string> = new Set([
  'queue.declare, passive, of Q',
  'exchange.declare, passive, of X',
  '`GET /queues/Q`',
  'as the user of `src-uri`: take messages from Q',
  'as the user of `uri`: a federated queue Q',
  'as the user of `uri`: a federated exchange X that has bindings with the key K',
]);

/** Nothing is logged of what the stream protocol refuses. */
const UNLOGGED = 'Streams';

for (const suite of SUITES)
  describe(`what clients need, ${suite}`, function () {
    this.timeout('20s');
    before(function () {
      this.timeout('60s');
      return protocolStage(suite);
    });
    const trials = trialsBy(async (role) => (await protocolStage(suite)).stage.token(role));
    const { rows } = castFor(suite);

    it('has a trial for each row, and a row for each trial', () => {
      const tried = Object.entries(trials).flatMap(([name, ofProtocol]) =>
        Object.keys(ofProtocol).map((does) => `${name}: ${does}`),
      );
      const listed = PROTOCOL_USES.flatMap(({ name, uses }) =>
        uses.map(({ does }) => `${name}: ${does}`),
      );
      assert.deepEqual(tried.sort(), [...listed].sort());
    });

    for (const row of rows) {
      const { protocol, use, role, lacking } = row;
      const title = `${protocol.name}: ${use.does}`;
      const trial = trials[protocol.name]?.[use.does];
      if (trial === undefined) continue; // told of above

      it(title, async () => {
        assert.deepEqual(await trial(await clientOf(suite, role)), { allowed: true });
      });

      for (const { role: without, piece } of lacking)
        it(`${title}: not without ${describePiece(piece)}`, async () => {
          const client = await clientOf(suite, without);
          const log = logFrom(client.broker);
          const verdict = await trial(client);
          assert.ok(!verdict.allowed, 'it was allowed');
          const { brokers } = await protocolStage(suite);
          const read = (text: string): Read => readBy(text, without, piece, brokers);
          const told = verdict.reply === '' ? [] : [read(verdict.reply)];
          const isNamed = told.some(({ kind }) => kind === 'named');
          const waits = !isNamed && protocol.name !== UNLOGGED;
          const lines = waits ? await soon(() => refusalsTo(without, log())) : [];
          assertRead([...told, ...lines.map(read)], row, piece);
        });
    }
  });

async function clientOf(suite: Suite, role: string): Promise<Client> {
  const { stage } = await protocolStage(suite);
  await stage.prepare(VHOST, SCENERY);
  return { broker: stage.broker, vhost: VHOST, token: await stage.token(role), role };
}

/** Each text is one that `why` knows, and one of them names what lacks, where there is one that could. */
function assertRead(readings: readonly Read[], { protocol, use }: CastRow, piece: Piece): void {
  const told = JSON.stringify(readings);
  const mayNameOther = PASSIVE.has(use.does);
  for (const { kind } of readings) {
    assert.notEqual(kind, 'unread', told);
    if (!mayNameOther) assert.notEqual(kind, 'other', told);
  }
  const isOnName = piece.kind === 'resource' || piece.kind === 'topic';
  const isNameable = isOnName && protocol.name !== UNLOGGED && !mayNameOther;
  if (isNameable)
    assert.ok(
      readings.some(({ kind }) => kind === 'named'),
      told,
    );
}
