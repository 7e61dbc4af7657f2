import assert from 'node:assert/strict';
import { certain } from '#warren/prove/claims/certain.js';
import { givenBy } from '#warren/access/given.js';
import { violations } from '#warren/prove/claims/never.js';
import { parseEngine } from '#warren/rabbitmq/parse-engine.js';
import { contextWith, operation, scope, sourced, textOf, type Said } from './samples.js';

const EVERYTHING = [
  scope('configure', 'v', '*'),
  scope('write', 'v', '*', '*'),
  scope('read', 'v', '*', '*'),
];

/** A scope of which nothing but the access to the vhost counts. */
const ACCESS = [scope('read', 'v', 'elsewhere')];

function said(text: string): Said {
  const [word = '', kind = '', name = '', other] = text.split(' ');
  if (kind !== 'queue' && kind !== 'stream' && kind !== 'exchange' && kind !== 'super-stream')
    throw new Error(text);
  return { word, kind, vhost: 'v', name, other };
}

/** A phrase in short, whether it is surely permitted, and an example of what may be. */
type Row = readonly [phrase: string, surely: 'yes' | 'no', perhaps: string | undefined];

/** What the two readings say of a phrase. */
function ask(phrase: string, scopes: typeof EVERYTHING, version = '4.3'): Row {
  const parsed = parseEngine('rabbitmq', version);
  assert(parsed.ok);
  const context = contextWith([], [], parsed.engine);
  const right = operation(said(phrase));
  const given = givenBy(sourced(scopes));
  const surely = certain(right, given, context).kind;
  assert(surely !== 'too-complex');
  const found = violations(right, context)(given);
  if (found === undefined) return [phrase, surely, undefined];
  assert(found.kind === 'permitted', found.kind);
  const { name, other } = found.permitted.example;
  return [phrase, surely, [textOf(name), textOf(other)].filter((one) => one !== '').join(' ')];
}

const SERVER_NAMED = 'amq.gen-JzTY20BRgKO-HjmUJj0wLg';

describe('what the broker answers whatever the scopes say', () => {
  const withEverything: readonly Row[] = [
    ['declare queue amq.foo', 'no', undefined],
    ['declare queue amq.', 'no', undefined],
    ['declare queue amq', 'yes', 'amq'],
    ['declare queue amq.gen', 'no', undefined],
    ['declare queue amq.gen-x', 'no', undefined],
    ['declare queue amq.dyn-x', 'no', undefined],
    ['consume queue amq.gen-x', 'yes', 'amq.gen-x'],
    ['declare queue amq.gen-*', 'yes', SERVER_NAMED],
    ['declare queue amq.gen-a*', 'yes', 'amq.gen-a'],
    ['declare queue amq.g*', 'yes', SERVER_NAMED],
    ['declare queue amq.*', 'yes', SERVER_NAMED],
    ['declare queue amq.r*', 'yes', 'amq.rabbitmq.reply-to'],
    ['declare queue *', 'yes', 'a'],
    ['declare queue amq.dyn-*', 'yes', 'amq.dyn-client-link-JzTY20BRgKO-HjmUJj0wLg'],
    ['declare stream amq.gen-*', 'no', undefined],
    ['declare stream amq.x', 'no', undefined],
    ['declare super-stream amq.sp', 'no', undefined],
    ['declare super-stream amq.*', 'no', undefined],
    ['declare super-stream amq*', 'yes', 'amq'],
    ['delete super-stream amq.sp', 'yes', 'amq.sp'],
    ['delete queue amq.gen-x', 'yes', 'amq.gen-x'],
    ['delete queue amq.foo', 'yes', 'amq.foo'],
    ['configure queue amq.foo', 'yes', 'amq.foo'],
    ['declare exchange amq.foo', 'no', undefined],
    ['declare exchange amq.direct', 'yes', 'amq.direct'],
    ['declare exchange amq.default', 'no', undefined],
    ['declare exchange amq.d*', 'yes', 'amq.direct'],
    ['declare exchange *', 'yes', 'a'],
    ['delete exchange amq.direct', 'no', undefined],
    ['delete exchange amq.default', 'no', undefined],
    ['delete exchange amq.own', 'no', undefined],
    ['delete exchange a*', 'yes', 'a'],
    ['publish exchange amq.rabbitmq.trace', 'no', undefined],
    ['publish exchange amq.rabbitmq.log', 'no', undefined],
    ['publish exchange amq.rabbitmq.event', 'no', undefined],
    ['publish exchange amq.rabbitmq.tr*', 'yes', 'amq.rabbitmq.tr'],
    ['publish exchange amq.default', 'yes', 'amq.default'],
    ['bind queue q amq.default', 'no', undefined],
    ['bind stream q amq.default', 'no', undefined],
    ['unbind queue q amq.default', 'no', undefined],
    ['bind exchange amq.default amq.direct', 'no', undefined],
    ['bind exchange amq.direct amq.rabbitmq.trace', 'yes', 'amq.direct amq.rabbitmq.trace'],
    ['bind exchange amq.d* amq.d*', 'yes', 'amq.d amq.direct'],
    ['bind queue amq.rabbitmq.reply-to amq.direct', 'no', undefined],
    ['purge queue amq.rabbitmq.reply-to', 'no', undefined],
  ];
  for (const row of withEverything)
    it(`${row[0]}, with every right`, () => {
      assert.deepEqual(ask(row[0], EVERYTHING), row);
    });

  const withAccess: readonly Row[] = [
    ['consume queue amq.rabbitmq.reply-to', 'yes', 'amq.rabbitmq.reply-to'],
    ['declare queue amq.rabbitmq.reply-to', 'yes', 'amq.rabbitmq.reply-to'],
    ['consume queue amq.rabbitmq.*', 'no', 'amq.rabbitmq.reply-to'],
    // A wildcard means what the broker has by itself only where it starts as that does.
    ['consume queue *', 'no', 'elsewhere'],
    ['declare queue *', 'no', undefined],
    ['consume queue amq.rabbitmq.reply-to.x', 'no', undefined],
    ['purge queue amq.rabbitmq.reply-to', 'no', undefined],
    ['read queue amq.rabbitmq.reply-to', 'no', undefined],
  ];
  for (const row of withAccess)
    it(`${row[0]}, with access to the vhost`, () => {
      assert.deepEqual(ask(row[0], ACCESS), row);
    });

  it('needs the access to the vhost', () => {
    const elsewhere = [scope('read', 'w', '*')];
    const phrase = 'consume queue amq.rabbitmq.reply-to';
    assert.deepEqual(ask(phrase, elsewhere), [phrase, 'no', undefined]);
  });

  it('leaves out of a claim the names that nobody can have', () => {
    const ofServer = [scope('configure', 'v', 'amq.gen-*')];
    const phrase = 'declare queue amq.*';
    assert.deepEqual(ask(phrase, ofServer, '4.0'), [phrase, 'yes', SERVER_NAMED]);
    // From 4.1 there are `amq.dyn-…` too.
    assert.deepEqual(ask(phrase, ofServer), [phrase, 'no', SERVER_NAMED]);
    const one = [scope('configure', 'v', 'amq.gen-x')];
    assert.deepEqual(ask('declare queue amq.gen-*', one)[1], 'no');
  });

  it('is got round by old addresses of AMQP 1.0 on 4.0 to 4.2', () => {
    for (const version of ['4.0', '4.1', '4.2', '4.2.6'])
      for (const name of ['amq.foo', 'amq.gen-foo'])
        assert.deepEqual(ask(`declare queue ${name}`, EVERYTHING, version)[2], name, version);
    for (const version of ['3.13', '4.3'])
      for (const name of ['amq.foo', 'amq.gen-foo'])
        assert.deepEqual(ask(`declare queue ${name}`, EVERYTHING, version)[2], undefined, version);
  });
});
