import assert from 'node:assert/strict';
import { certain } from '#warren/prove/claims/certain.js';
import { givenBy } from '#warren/access/given.js';
import { possible } from '#warren/prove/possible/possible.js';
import type { Scope } from '#warren/rabbitmq/scope.js';
import { texts } from './model.js';
import {
  contextWith,
  operation,
  scope,
  sourced,
  textOf,
  type Declared,
  type Said,
} from './samples.js';

const publish = (vhost: string, name: string, key?: string): Said => ({
  word: 'publish',
  kind: 'exchange',
  vhost,
  name,
  key,
});
const bind = (vhost: string, other: string, key: string): Said => ({
  word: 'bind',
  kind: 'queue',
  vhost,
  name: 'q',
  other,
  key,
});

/** The vhost of an example, or that there is none. */
type Answer = string | undefined;

/** What is declared where, scopes, a phrase, where it is surely refused and where it may be permitted. */
type Row = readonly [string, Declared, readonly Scope[], Said, refused: Answer, permitted: Answer];

const topicInV: Declared = [['t', 'topic', 'v']];
const fanoutInV: Declared = [['f', 'fanout', 'v']];
const everywhere = (name: string, key?: string): Scope => scope('write', '*', name, key);

/** Twelve overlapping patterns of vhosts, each with an exchange: more ways than are told apart. */
const overlapping: Declared = Array.from('abcdefghijkl', (letter): Declared[number] => [
  `x${letter}`,
  letter === 'a' ? 'fanout' : 'topic',
  `*${letter}*`,
]);

const rows: readonly Row[] = [
  [
    'a topic exchange of one vhost may be another in the rest',
    topicInV,
    [everywhere('t')],
    publish('*', 't', 'k'),
    'a',
    'a',
  ],
  [
    'and not in its own',
    topicInV,
    [scope('write', 'v', 't')],
    publish('*', 't', 'k'),
    'a',
    undefined,
  ],
  [
    'nor where its pattern reaches',
    [['t', 'topic', 'v*']],
    [everywhere('t')],
    publish('va', 't', 'k'),
    'va',
    undefined,
  ],
  [
    'a binding is judged by its source alike',
    topicInV,
    [scope('write', '*', 'q'), scope('read', '*', 't')],
    bind('v*', 't', 'k'),
    'v',
    'va',
  ],
  [
    'where an exchange is fanout no key is asked for',
    [
      ['f', 'fanout', 'v'],
      ['f', 'topic', 'w'],
    ],
    [everywhere('f')],
    publish('v*', 'f', 'k'),
    'va',
    'v',
  ],
  [
    'the vhosts without keys and those with them, together',
    fanoutInV,
    [everywhere('f'), scope('write', 'v*a', 'f', '*'), scope('write', 'v*', 'f', 'k')],
    publish('v*', 'f', 'k'),
    undefined,
    'v',
  ],
  [
    'a right on keys where none counts is no right on the exchange',
    [['f', 'fanout', 'v*']],
    [scope('write', 'w', 'f', '*')],
    publish('*', 'f', 'k'),
    'a',
    'w',
  ],
  [
    'a type for every vhost',
    [['t', 'topic', '*']],
    [everywhere('t')],
    publish('*', 't', 'k'),
    'a',
    undefined,
  ],
  [
    'what nobody declares has the types of its vhost',
    [
      ['ta', 'topic', 'v'],
      ['tb', 'fanout', 'w'],
    ],
    [scope('write', 'v', 'tc'), scope('write', 'w', 'tb', 'l')],
    publish('*', 't*', 'k'),
    'a',
    'w',
  ],
  [
    'of which there may be only topic',
    [
      ['ta', 'topic', 'v'],
      ['tb', 'fanout', 'w'],
    ],
    [scope('write', 'v', 'tc')],
    publish('*', 't*', 'k'),
    'a',
    undefined,
  ],
  [
    'or of any type where nothing is declared',
    [
      ['ta', 'topic', 'v'],
      ['tb', 'topic', 'v*'],
    ],
    [scope('write', 'w', 'tc'), everywhere('ta', 'l')],
    publish('*', 't*', 'k'),
    'a',
    'w',
  ],
  [
    'a resource may be a queue',
    topicInV,
    [scope('write', 'v', 't')],
    { word: 'write', kind: 'resource', vhost: '*', name: 't', key: 'k' },
    'a',
    'v',
  ],
  [
    'too many overlapping vhosts do not hide what is declared in one',
    overlapping,
    [everywhere('xa')],
    publish('*', 'x*', 'k'),
    // Where blocks overlap and disagree a key is asked for, though there it may not count.
    'a',
    'a',
  ],
];

describe('the type of an exchange by vhost', () => {
  for (const [title, declared, from, said, refused, permitted] of rows)
    it(title, () => {
      const [right, given] = [operation(said), givenBy(sourced(from))];
      const context = contextWith(declared);
      const surely = certain(right, given, context);
      assert.notEqual(surely.kind, 'too-complex');
      const where = surely.kind === 'no' ? textOf(surely.refusal?.vhost) : undefined;
      assert.equal(where, refused);
      const perhaps = possible(right, given, context);
      assert.notEqual(perhaps.kind, 'too-complex');
      const example = perhaps.kind === 'yes' ? perhaps.permitted.example : undefined;
      assert.equal(example && textOf(example.vhost), permitted);
    });

  it('is too complex where overlapping blocks tell too many vhosts apart', () => {
    const right = operation(publish('*a*', 'x*', 'k'));
    // Nothing is declared that the name could be, and only in some of the vhosts it may be fanout.
    const given = givenBy(sourced([scope('write', '*a*', 'y'), scope('write', '*a*b*', 'xz')]));
    assert.equal(possible(right, given, contextWith(overlapping)).kind, 'too-complex');
    const few = contextWith(overlapping.slice(0, 5));
    assert.equal(possible(right, given, few).kind, 'yes');
  });

  it('is told of every vhost by itself alike', () => {
    const declared: Declared = [
      ['ta', 'topic', 'v*'],
      ['tb', 'fanout', '*w'],
      ['tc', undefined, 'ww'],
    ];
    const context = contextWith(declared);
    const given = givenBy(sourced([everywhere('t*', 'l'), scope('write', 'v*', 'td')]));
    for (const name of ['ta', 'tb', 'tc', 'td', 't*'])
      for (const pattern of ['*', 'v*', '*w', 'v*w', 'w*']) {
        const said = publish(pattern, name, 'k');
        const fits = new RegExp(`^${pattern.replaceAll('*', '.*')}$`);
        const each = texts(['v', 'w', 'x'], 3).filter((vhost) => fits.test(vhost));
        const some = each.some(
          (vhost) => possible(operation({ ...said, vhost }), given, context).kind === 'yes',
        );
        const all = possible(operation(said), given, context).kind === 'yes';
        assert.equal(all, some, `${name} in ${pattern}`);
      }
  });
});
