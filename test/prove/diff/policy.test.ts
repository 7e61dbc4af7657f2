import assert from 'node:assert/strict';
import { diffLines } from './policies.js';

const head = `broker b {
  engine  amazon-mq 4.2
  account 111122223333
  region  eu-west-1
  id            b-1234a5b6-78cd-901e-2fgh-3i45j6k178l9
  configuration c-1234a5b6-78cd-901e-2fgh-3i45j6k178l9
}
role r = arn:aws:iam::111122223333:role/r
`;

/** A policy in which `r` is allowed something in the vhost `v`. */
const inVhost = (phrases: string): string => `${head}vhost v { allow r { ${phrases} } }`;

/** A policy in which `r` is allowed something at the top. */
const atTop = (phrases: string): string => `${head}allow r { ${phrases} }`;

/** Policies that are written differently and give the same. */
const same: readonly (readonly [title: string, one: string, other: string])[] = [
  [
    'a list and single phrases',
    inVhost('consume queue a, c'),
    inVhost('consume queue c consume queue a'),
  ],
  [
    'a profile and its phrases',
    `${head}profile p(q) { declare, consume queue \${q}.* }\nvhost v { allow r { p(a) p(c) } }`,
    inVhost('declare queue a.*, c.* consume queue c.*, a.*'),
  ],
  ['a phrase that another covers', inVhost('consume queue a.*'), inVhost('consume queue a.*, a.c')],
  [
    'phrases that need the same permissions',
    inVhost('purge queue a delete queue a'),
    inVhost('consume queue a declare queue a'),
  ],
  [
    'operations and their permissions',
    inVhost('bind queue q to exchange x key k'),
    inVhost('write queue q read exchange x key k'),
  ],
  [
    'a pattern and what it is made of',
    inVhost('write queue *'),
    inVhost('write resource a*, * write exchange *'),
  ],
  ['connect besides another right', inVhost('consume queue a'), inVhost('connect consume queue a')],
  [
    'declarations',
    inVhost('consume queue a'),
    `${head}vhost v { queue a queue c exchange x topic allow r { consume queue a } }`,
  ],
  [
    'vhosts opened twice',
    inVhost('consume queue a, c'),
    `${inVhost('consume queue a')}\nvhost v { allow r { consume queue c } }`,
  ],
  ['a group', inVhost('connect'), `${head}group g = r\nvhost v { allow g { connect } }`],
  [
    'a role that is granted nothing',
    inVhost('connect'),
    `${inVhost('connect')}\nrole s = arn:aws:iam::111122223333:role/s`,
  ],
  [
    'an API right under a condition that another lets through',
    atTop('reboot where tag env = "d*"'),
    atTop('reboot where tag ENV = "d*" reboot where tag env = dev, tag x = y'),
  ],
  ['an API right that another holds', atTop('deploy'), atTop('deploy mq:RebootBroker reboot')],
  [
    'tags twice',
    atTop('tag monitoring, management'),
    atTop('tag management tag monitoring, management'),
  ],
  [
    'the name of a role',
    inVhost('connect'),
    `${head.replace('role r =', 'role other =')}vhost v { allow other { connect } }`,
  ],
];

/** Policies that give different things, and what is said of it. */
const different: readonly (readonly [old: string, now: string, lines: readonly string[]])[] = [
  [
    inVhost('publish exchange x key a.*'),
    inVhost('publish exchange x key *'),
    ['+ b r: publish exchange x key a in v; near publish exchange x key a.*'],
  ],
  [
    inVhost('publish exchange x key a'),
    inVhost('write exchange x'),
    ['- b r: publish exchange x key a in v; near write exchange x'],
  ],
  [
    inVhost('consume queue a'),
    inVhost('consume queue a.*'),
    ['+ b r: consume queue a.a in v', '- b r: consume queue a in v'],
  ],
  [
    inVhost('consume queue "*-dlq"'),
    inVhost('consume queue "*dlq"'),
    [
      '+ b r: consume queue adlq in v; near consume queue *-dlq',
      '- b r: consume queue dlq-dlq in v; near consume queue *dlq',
    ],
  ],
  [
    inVhost('connect'),
    inVhost('bind queue q to exchange x key k.*'),
    ['+ b r: bind queue q to exchange x key k.a in v'],
  ],
  [
    inVhost('write queue q read exchange x'),
    inVhost('bind queue q to exchange x key k, l'),
    [
      '+ b r: bind queue q to exchange x key k in v; near read exchange x',
      '+ b r: bind queue q to exchange x key l in v; near read exchange x',
    ],
  ],
  [
    inVhost('declare queue q'),
    inVhost('declare queue q dead-letter x'),
    ['+ b r: declare queue q dead-letter x in v'],
  ],
  [inVhost('consume queue a.* , a.c'), inVhost('connect'), ['- b r: consume queue a.a in v']],
  [
    inVhost('connect'),
    `${head}vhost w* { allow r { connect } }`,
    ['+ b r: connect in wa, not entered', '- b r: connect in v, not entered'],
  ],
  [
    inVhost('consume queue a'),
    `${head}vhost v* { allow r { consume queue a } }`,
    ['+ b r: consume queue a in va, not entered'],
  ],
  [
    atTop('tag monitoring'),
    atTop('tag management'),
    ['+ b r: tag management', '- b r: tag monitoring'],
  ],
  [
    atTop('reboot'),
    atTop('deploy'),
    [
      '+ b r: deploy, for example mq:UpdateBroker on arn:aws:mq:eu-west-1:111122223333:broker:b:b-1234a5b6-78cd-901e-2fgh-3i45j6k178l9',
    ],
  ],
  [
    atTop('reboot where tag env = dev'),
    atTop('reboot where tag env = "d*"'),
    [
      '+ b r: reboot where tag env = d*, for example mq:DescribeBroker on arn:aws:mq:eu-west-1:111122223333:broker:b:b-1234a5b6-78cd-901e-2fgh-3i45j6k178l9',
    ],
  ],
  [
    inVhost('connect'),
    `${head.replaceAll('broker b', 'broker c')}vhost v { allow r { connect } }`,
    ['- b r: connect in v, not entered', '+ c r: connect in v, not entered'],
  ],
  [
    inVhost('connect'),
    inVhost('connect').replace('role/r', 'role/path/r'),
    ['+ b r: connect in v, not entered', '- b r: connect in v, not entered'],
  ],
  [
    inVhost('connect'),
    inVhost('consume queue "a b", "a\\*"'),
    ['+ b r: consume queue "a b" in v', '+ b r: consume queue "a\\*" in v'],
  ],
];

describe('the difference of policies', () => {
  for (const [title, one, other] of same)
    it(`is nothing for ${title}`, () => {
      assert.deepEqual(diffLines(one, other), []);
      assert.deepEqual(diffLines(other, one), []);
    });

  for (const [old, now, lines] of different)
    it(`is told: ${lines.join(' | ')}`, () => {
      assert.deepEqual(diffLines(old, now), lines);
      const mirrored = lines.map((line) =>
        line.replace(/^./, (mark) => (mark === '+' ? '-' : '+')),
      );
      const withoutNear = (all: readonly string[]): string[] =>
        all.map((line) => line.replace(/; near .*/, '')).sort();
      assert.deepEqual(withoutNear(diffLines(now, old)), withoutNear(mirrored));
    });
});
