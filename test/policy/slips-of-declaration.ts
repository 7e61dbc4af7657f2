import { allowing, inBroker, inVhost, onMq, type Row } from './slips-of-form.js';

/* Slips in declarations, in the heads of blocks, in tests, settings and lists; rows as in the table of slips. */

export const ofDeclaration: readonly Row[] = [
  [
    inVhost(`exchange foo fanout
  queue third «unexpected-token:dlx» foo`),
    'queue third dead-letter foo',
  ],
  [
    inVhost(`exchange foo fanout
  queue third «unexpected-token:dlq» foo`),
    'queue third dead-letter foo',
  ],
  [
    inVhost(`exchange foo fanout
  queue third dead-letter «expected-token:=» foo`),
    'queue third dead-letter foo',
  ],
  [
    inVhost(`exchange foo fanout
  queue third dead-letter «expected-token:exchange» foo`),
    'queue third dead-letter foo',
  ],
  [
    inVhost(`exchange foo fanout
  queue third dead-letter foo
  allow worker { declare queue third «unknown-keyword:dlq» foo }`),
    'dead-letter',
  ],
  [
    inVhost(`exchange foo fanout
  queue third dead-letter foo
  allow worker { declare queue third «unknown-keyword:x-dead-letter-exchange» foo }`),
    'dead-letter',
  ],
  [
    inVhost(`exchange foo fanout
  queue third dead-letter foo
  allow worker { declare queue third dead-letter «expected-token:exchange» foo }`),
    'declare queue third dead-letter foo',
  ],
  [
    inVhost(`exchange foo fanout
  exchange e topic «unexpected-token:alternate-exchange» foo`),
    'exchange e topic alternate foo',
  ],
  [
    inVhost(`exchange foo fanout
  exchange e topic alternate «expected-token:exchange» foo`),
    'exchange e topic alternate foo',
  ],
  [
    inVhost(`exchange foo fanout
  exchange e topic «unexpected-token:alt» foo`),
    'exchange e topic alternate foo',
  ],
  [
    inVhost(`exchange foo fanout
  exchange e topic «unexpected-token:ae» foo`),
    'exchange e topic alternate foo',
  ],
  [inVhost('«unexpected-token:quorum» queue x'), 'queue x'],
  [inVhost('«unexpected-token:classic» queue x'), 'queue x'],
  [inVhost('«unexpected-token:durable» queue x'), 'queue x'],
  [inVhost('«unexpected-token:durable» exchange e topic'), 'exchange e topic'],
  [inVhost('queue x «unexpected-token:quorum»'), 'queue x'],
  [inVhost('«unexpected-token:topic» exchange e'), 'exchange e topic'],
  [inVhost('«unexpected-token:fanout» exchange e'), 'exchange e fanout'],
  [inVhost('exchange «trailing-colon:e:» topic'), 'e'],
  [inVhost('exchange e «unexpected-token:(»topic)'), 'exchange e topic'],
  [inVhost('exchange«expected-token:(»e, topic)'), 'exchange e topic'],
  [inVhost('stream «expected-token:queue» x'), 'stream x'],
  [inVhost('queue «expected-token:stream» x'), 'stream x'],
  [
    inVhost('«unknown-keyword:queues» x, y'),
    `queue x
  queue y`,
  ],
  ['on «expected-token:broker» main { allow worker { tag monitoring } }', 'on main'],
  ['on main«expected-token::» { allow worker { tag monitoring } }', 'on main'],
  ['on «expected-token:(»main) { allow worker { tag monitoring } }', 'on main'],
  ['«unexpected-token:at» main { allow worker { tag monitoring } }', 'on main'],
  ['on «expected-token:vhost» jobs { allow worker { connect } }', 'vhost jobs'],
  ['«unknown-keyword:in» vhost jobs { queue mail }', 'vhost jobs'],
  [onMq('deploy where tag team «expected-token:==» "a"'), '='],
  [onMq('deploy where tag team: «expected-token:"a"»'), 'deploy where tag team = "a"'],
  [onMq('deploy where tag team «expected-token:is» a'), '='],
  [onMq('deploy where tag team «expected-token:a»'), '='],
  [onMq('deploy where «expected-token:team» = a'), 'deploy where tag team = a'],
  [
    onMq('deploy where tag team = a «unexpected-token:and» tag env = b'),
    'deploy where tag team = a, tag env = b',
  ],
  [onMq('deploy where «expected-token:tag:team» = a'), 'deploy where tag team = a'],
  [
    onMq('create where request-tag t = "x"«expected-token:,» mq:DeleteBroker'),
    'create where request-tag t = "x" mq:DeleteBroker',
  ],
  [onMq('deploy where «expected-token:tag.team» = a'), 'deploy where tag team = a'],
  [onMq('deploy where tag«needs-quotes:[»"team"] = a'), 'deploy where tag team = a'],
  [onMq('deploy where «unknown-keyword:tags» team = a'), 'tag'],
  [onMq('deploy where tag team «expected-token:equals» a'), '='],
  [inVhost('«misplaced-item:can» worker { consume queue mail }'), 'test "what it shows" { … }'],
  ['«misplaced-item:can» worker { tag monitoring }', 'test "what it shows" { … }'],
  [
    allowing('consume queue mail') +
      `
test "t" { vhost jobs { «unknown-keyword:assert» can worker { consume queue mail } } }`,
    'can worker',
  ],
  [
    allowing('consume queue mail') +
      `
test "t" { vhost jobs { «unknown-keyword:expect» can worker { consume queue mail } } }`,
    'can worker',
  ],
  [
    allowing('consume queue mail') +
      `
test "t" { vhost jobs { «unexpected-token:worker» can { consume queue mail } } }`,
    'can worker',
  ],
  [
    allowing('consume queue mail') +
      `
test "t" { vhost jobs { «unexpected-token:can't» shop { consume queue mail } } }`,
    'never shop',
  ],
  [
    allowing('consume queue mail') +
      `
test "t" { vhost jobs { can not «expected-token:shop» { consume queue mail } } }`,
    'never shop',
  ],
  [
    allowing('consume queue mail') +
      `
test "t" { vhost jobs { «unexpected-token:not» can shop { consume queue mail } } }`,
    'never shop',
  ],
  [
    allowing('consume queue mail') +
      `
test "t" { vhost jobs { never «expected-token:can» shop { consume queue mail } } }`,
    'never shop',
  ],
  [
    allowing('consume queue mail') +
      `
test «expected-token:{» vhost jobs { can worker { consume queue mail } } }`,
    'test "what it shows"',
  ],
  [
    allowing('consume queue mail') +
      `
test «expected-token:reads» mail { vhost jobs { can worker { consume queue mail } } }`,
    'test "reads mail"',
  ],
  [
    allowing('consume queue mail') +
      `
test«expected-token:(»"reads mail") { vhost jobs { can worker { consume queue mail } } }`,
    'test "reads mail"',
  ],
  [
    allowing('consume queue mail') +
      `
test "reads mail"«expected-token::» { vhost jobs { can worker { consume queue mail } } }`,
    'test "reads mail"',
  ],
  [
    allowing('consume queue mail') +
      `
«unexpected-token:it» "reads mail" { vhost jobs { can worker { consume queue mail } } }`,
    'test "reads mail"',
  ],
  [
    `group g «expected-token:{» shop, worker }
allow g { tag monitoring }`,
    'group g = shop, worker',
  ],
  [
    `group g «expected-token:{»
  shop
  worker
}
allow g { tag monitoring }`,
    'group g = shop, worker',
  ],
  [
    `group g «expected-token:[shop», worker]
allow g { tag monitoring }`,
    'group g = shop, worker',
  ],
  [
    `group g = «bad-identifier:[»
  shop,
  worker,
]
allow g { tag monitoring }`,
    'group g = shop, worker',
  ],
  [
    `group g = shop«unexpected-token:;» worker
allow g { tag monitoring }`,
    'group g = shop, worker',
  ],
  [
    `role x «expected-token:{» arn aws:iam::111122223333:role/x }
allow x { tag monitoring }`,
    'role x = arn:aws:iam::111122223333:role/x',
  ],
  [
    `role x «expected-token:{» arn = arn:aws:iam::111122223333:role/x }
allow x { tag monitoring }`,
    'role x = arn:aws:iam::111122223333:role/x',
  ],
  [
    `role x «expected-token:{» arn:aws:iam::111122223333:role/x }
allow x { tag monitoring }`,
    'role x = arn:aws:iam::111122223333:role/x',
  ],
  [
    `role x = "arn:aws:iam::111122223333:role/x"«unexpected-token:;»
allow x { tag monitoring }`,
    'Remove `;`',
  ],
  [
    `role «expected-token:x»
allow x { tag monitoring }`,
    'role x = arn:aws:iam::${account}:role/x',
  ],
  [
    `broker x {
  engine rabbitmq 4.3
  issuer https://keys.example.com
  let y«expected-token::» z
}
on x { vhost \${y} { queue mail } }`,
    'let y = z',
  ],
  [
    `broker x {
  engine rabbitmq 4.3
  issuer https://keys.example.com
  let «bad-identifier:$»{y} = z
}
on x { vhost \${y} { queue mail } }`,
    'let y = z',
  ],
  [
    `broker x {
  engine rabbitmq 4.3
  issuer https://keys.example.com
  let «bad-identifier:$y» = z
}
on x { vhost \${y} { queue mail } }`,
    'let y = z',
  ],
  [
    `broker x {
  engine rabbitmq 4.3
  issuer https://keys.example.com
  «unexpected-token:y» = z
}
on x { vhost \${y} { queue mail } }`,
    'let y = z',
  ],
  [
    `broker «expected-token:=» x {
  engine rabbitmq 4.3
  issuer https://keys.example.com
}`,
    'broker x',
  ],
  [
    `broker x «expected-token:=» {
  engine rabbitmq 4.3
  issuer https://keys.example.com
}`,
    'broker x',
  ],
  ['vhost jobs «expected-token:=» { queue mail }', 'vhost jobs'],
  ['vhost «trailing-colon:jobs:» { queue mail }', 'jobs'],
  ['vhost«expected-token:(»jobs) { queue mail }', 'vhost jobs'],
  [
    `broker x {
  engine «unexpected-token:=» rabbitmq 4.3
  issuer = https://keys.example.com
}`,
    'Remove `=`',
  ],
  [
    `broker x {
  engine «unexpected-token:=» "rabbitmq 4.3"
  issuer https://keys.example.com
}`,
    'engine rabbitmq 4.3',
  ],
  [
    `broker x {
  engine «expected-token:"rabbitmq 4.3"»
  issuer https://keys.example.com
}`,
    'engine rabbitmq 4.3',
  ],
  [
    `broker x {
  engine «unknown-engine:RabbitMQ» 4.3
  issuer https://keys.example.com
}`,
    'rabbitmq',
  ],
  [
    `broker x {
  engine rabbitmq«expected-token:,» 4.3
  issuer https://keys.example.com
}`,
    'engine rabbitmq 4.3',
  ],
  [
    `broker x {
  engine «expected-token:rabbitmq-4.3»
  issuer https://keys.example.com
}`,
    'engine rabbitmq 4.3',
  ],
  [
    `broker x {
  engine rabbitmq «unknown-engine:v4.3»
  issuer https://keys.example.com
}`,
    '4.3',
  ],
  [inBroker('internal-users «bad-setting:true»'), 'on'],
  [inBroker('internal-users «bad-setting:false»'), 'off'],
  [inBroker('internal-users «bad-setting:yes»'), 'on'],
  [inBroker('internal-users «bad-setting:no»'), 'off'],
  [inBroker('internal-users «bad-setting:null»'), 'off'],
  [inBroker('internal-users «bad-setting:enabled»'), 'on'],
  [inBroker('internal-users «bad-setting:disabled»'), 'off'],
  [inBroker('«unexpected-token:"region"» = "eu-west-1"'), 'region "eu-west-1"'],
  [inBroker('«unexpected-token:"region"»: "eu-west-1",'), 'region "eu-west-1"'],
  [inBroker('region eu-west-1«unexpected-token:,»'), 'region eu-west-1'],
  [inBroker('token ES384 «expected-token:15m»'), 'token ES384 max 15m'],
  [inBroker('token ES384, «bad-identifier:15m»'), 'token ES384 max 15m'],
  [inBroker('token ES384 max «bad-setting:15»'), '15m'],
  [inBroker('token ES384 max «bad-setting:15min»'), '15m'],
  [inBroker('token ES384 max 15 «unexpected-token:m»'), 'token ES384 max 15m'],
  [inBroker('token ES384 max 15 «unexpected-token:minutes»'), 'token ES384 max 15m'],
  [inBroker('token «bad-setting:ES256»'), 'ES384'],
  [inBroker('token «bad-setting:es384»'), 'ES384'],
  [inBroker('token algorithm «expected-token:ES384»'), 'token ES384'],
  [inBroker('token «expected-token:=» ES384'), 'token ES384'],
  [
    inBroker(`settings «expected-token:=» {
 heartbeat = 30 }`),
    'settings',
  ],
  [
    inVhost(`allow «expected-token:(»worker, shop) {
    publish exchange work key a
  }`),
    'allow worker, shop',
  ],
  [
    inVhost(`allow worker«unexpected-token:;» shop {
    publish exchange work key a
  }`),
    'allow worker, shop',
  ],
  [
    inVhost(`allow worker {
    consume queue mail«expected-token:,»
    consume queue retry,
  }`),
    'Remove the comma',
  ],
  [
    inVhost(`allow worker {
    consume queue mail«unexpected-token:;»
    consume queue retry;
  }`),
    'Remove `;`',
  ],
  [
    inVhost(`allow worker {
    «unexpected-token:-» consume queue mail
    - consume queue retry
  }`),
    'Remove `-`',
  ],
  [allowing('consume queue «needs-quotes:[»"mail", "retry"]'), 'consume queue "mail", "retry"'],
  [allowing('consume queue mail«unexpected-token:;» publish exchange work key a'), 'Remove `;`'],
  [allowing('consume «expected-token:and» declare queue mail'), 'consume, declare queue mail'],
  [
    inVhost(`queue third«unexpected-token:,»
  queue fourth`),
    'queue third',
  ],
  [
    inVhost('queue third«unexpected-token:,» fourth'),
    `queue third
  queue fourth`,
  ],
  [
    inVhost('queue «unexpected-token:[»third, fourth]'),
    `queue third
  queue fourth`,
  ],
  [inVhost('queue third «unexpected-token:=» {}'), 'queue third'],
  [inVhost('queue third «unexpected-token:{»}'), 'queue third'],
  [
    inVhost('«unknown-keyword:queues» = [third, fourth]'),
    `queue third
  queue fourth`,
  ],
  [
    inVhost('«unknown-keyword:queues:» [third, fourth]'),
    `queue third
  queue fourth`,
  ],
  [
    inVhost(`exchange third topic«unexpected-token:,»
  queue fourth`),
    'exchange third topic',
  ],
  [
    `@expect(default-exchange«expected-token:)»
` + allowing('publish exchange amq.default'),
    '@expect(default-exchange, "why it is right here")',
  ],
  [
    `@expect «expected-token:default-exchange»
` + allowing('publish exchange amq.default'),
    '@expect(default-exchange, "why it is right here")',
  ],
  [
    `@expect(default-exchange, «expected-token:because»)
` + allowing('publish exchange amq.default'),
    '"because"',
  ],
  [
    `@expect(default-exchange«expected-token:,»)
` + allowing('publish exchange amq.default'),
    '@expect(default-exchange, "why it is right here")',
  ],
  [
    `@expect(default-exchange «expected-token:'because'»)
` + allowing('publish exchange amq.default'),
    '@expect(default-exchange, "because")',
  ],
  [
    `«unexpected-token://» One
// Two
vhost jobs {
  // Three
  queue mail // four
}`,
    '# One',
  ],
  [
    allowing(`publish exchange work «expected-token:key» #
`),
    '*',
  ],
  [
    allowing(`bind queue mail to exchange work «expected-token:key» #
`),
    '*',
  ],
];
