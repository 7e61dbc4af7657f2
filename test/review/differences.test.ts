import assert from 'node:assert/strict';
import { filesOnDisk } from '#warren/program/diff/files.js';
import { readSide } from '#warren/program/diff/read-side.js';
import { compareWith } from '#warren/review/comparison.js';
import type { ReviewBroker } from '#warren/review/document.js';
import { gatherReview } from '#warren/review/gather.js';
import { loadPolicy } from '#warren/source/load.js';
import { head } from '../cli/warren.js';
import { inFolder } from '../source/temporary.js';
import { brokerOf, cellOf } from './reviewed.js';

const declared = `
  exchange x topic
  exchange y topic
  queue q
  queue p.*`;

/** The review of what a role is allowed, against what it was. */
function compared(was: string, is: string): ReviewBroker {
  const policy = (phrases: string): string =>
    `${head}\nvhost v {${declared}\n  allow r {\n${phrases}\n  }\n}\n`;
  return inFolder({ 'old/a.warren': policy(was), 'new/a.warren': policy(is) }, (folder) => {
    const old = readSide('old', filesOnDisk(folder));
    assert.ok(old.kind === 'read');
    const { review } = gatherReview(loadPolicy(['new'], folder), (policies) => {
      const answer = compareWith(old.side, policies, 'old');
      assert.ok(answer.ok);
      return answer.comparison;
    });
    assert.ok(review);
    return brokerOf(review);
  });
}

/** What was gained and lost in each cell that tells of a difference. */
function marks(broker: ReviewBroker): Readonly<Record<string, string>> {
  return Object.fromEntries(
    broker.resources.flatMap(({ name, origin }) => {
      const { gained = [], lost = [] } = cellOf(broker, 'r', name) ?? {};
      const text = [...gained.map((one) => `+${one}`), ...lost.map((one) => `-${one}`)].join(' ');
      return text === '' || origin === 'built-in' ? [] : [[name, text]];
    }),
  );
}

describe('what a review marks against an older policy', () => {
  it('is nothing where the same is given by other lines', () => {
    const broker = compared('consume queue q, p.*', 'consume queue q\n consume queue p.*');
    assert.deepEqual(marks(broker), {});
    assert.deepEqual(broker.roles[0]?.changes, []);
  });

  it('is what is new, and what is no more, each where it is', () => {
    const broker = compared('consume queue q', 'declare queue q\n publish exchange y');
    assert.deepEqual(marks(broker), { y: '+write', q: '+configure -read' });
    assert.deepEqual(
      broker.roles[0]?.changes.map(({ direction, phrase }) => `${direction} ${phrase}`),
      ['gained declare queue q', 'gained publish exchange y', 'lost consume queue q'],
    );
  });

  it('is a key more or less where an operation is possible in part before and after', () => {
    assert.deepEqual(marks(compared('publish exchange x key a', 'publish exchange x key a, b')), {
      x: '+write key',
    });
    assert.deepEqual(marks(compared('publish exchange x key a.*', 'publish exchange x key a.b')), {
      x: '-write key',
    });
  });

  it('is not what a wider pattern adds elsewhere', () => {
    const broker = compared('consume queue p.a', 'consume queue p.a, p.b');
    assert.deepEqual(marks(broker), { 'p.*': '+read' });
    const wider = compared('consume queue q', 'consume queue q*');
    assert.deepEqual(marks(wider), {});
    assert.equal(wider.roles[0]?.changes.length, 1);
  });

  it('shows where everything was lost, and the roles that are gone', () => {
    const broker = compared('consume queue q', 'connect');
    assert.deepEqual(marks(broker), { q: '-read' });
    assert.deepEqual(cellOf(broker, 'r', 'q')?.can, []);
    inFolder(
      {
        'old/a.warren': `${head}role s = arn:aws:iam::111122223333:role/s\nvhost v { queue q allow s { consume queue q } }\n`,
        'new/a.warren': `${head}vhost v { queue q allow r { connect } }\n`,
      },
      (folder) => {
        const old = readSide('old', filesOnDisk(folder));
        assert.ok(old.kind === 'read');
        const { review } = gatherReview(loadPolicy(['new'], folder), (policies) => {
          const answer = compareWith(old.side, policies, 'old');
          return answer.ok ? answer.comparison : undefined;
        });
        const [gone, ...more] = review?.brokers[0]?.gone ?? [];
        assert.deepEqual([gone?.name, more.length], ['s', 0]);
        assert.equal(gone?.changes[0]?.phrase, 'consume queue q');
      },
    );
  });
});
