import { ofBlocks } from './slips-of-blocks.js';
import { ofDeclaration } from './slips-of-declaration.js';
import { allowing, inVhost, ofForm, type Row } from './slips-of-form.js';
import { ofNewcomers } from './slips-of-newcomers.js';

/**
 * What people write who know other worlds, or type too fast: a policy, with the one diagnostic that it
 * gives marked at the word, and what to write instead, as the message or its fix has it. The policies stand
 * beside a broker `main` and the roles `shop` and `worker`.
 */
export interface Slip {
  readonly text: string;
  /** A text that the message, a note or a fix holds. */
  readonly write: string;
}

const ISSUER = 'issuer https://keys.example.com';
const rows: readonly Row[] = [
  // Rules by other names.
  [inVhost('«unknown-keyword:deny» worker { consume queue mail }'), 'never'],
  [inVhost('«unknown-keyword:forbid» worker { consume queue mail }'), 'never'],
  [inVhost('«unknown-keyword:permit» worker { consume queue mail }'), 'allow'],
  [inVhost('«unknown-keyword:grant» worker { consume queue mail }'), 'allow'],
  [inVhost('«unknown-keyword:ALLOW» worker { consume queue mail }'), 'allow'],
  [inVhost('«unknown-keyword:alow» worker { consume queue mail }'), 'allow'],
  [inVhost('test "t" { «unknown-keyword:cannot» worker { consume queue mail } }'), 'never'],
  [
    `${allowing('consume queue mail')}\ntest "t" { vhost jobs { «misplaced-item:allow» worker { consume queue mail } } }`,
    'Write `can`',
  ],
  // Verbs of client libraries, and misspelt ones.
  [allowing('«verb-of-other-kind:subscribe» queue mail'), 'consume'],
  [allowing('«verb-of-other-kind:consume» mqtt mail/a client b'), 'subscribe'],
  [allowing('publish mqtt «no-mqtt-topic:"mail/+"»'), 'Write `mail/*`'],
  [allowing('subscribe mqtt «no-mqtt-topic:"mail/a+"» client b'), 'Write `mail/*`'],
  [allowing('«unknown-keyword:get» queue mail'), 'consume'],
  [allowing('«unknown-keyword:receive» queue mail'), 'consume'],
  [allowing('«unknown-keyword:pull» queue mail'), 'consume'],
  [allowing('«unknown-keyword:send» exchange work key a'), 'publish'],
  [allowing('«unknown-keyword:produce» exchange work key a'), 'publish'],
  [allowing('«unknown-keyword:conusme» queue mail'), 'consume'],
  // Kinds and clauses.
  [allowing('publish «unknown-keyword:topic» work key a'), 'exchange'],
  [allowing('consume «unknown-keyword:queues» mail'), 'queue'],
  [allowing('consume «expected-token:mail»'), 'queue'],
  [allowing('publish exchange work «unexpected-token:with» key a'), 'key'],
  [allowing('publish exchange work «unknown-keyword:routing-key» a'), 'key'],
  [allowing('publish exchange work «unknown-keyword:routing_key» a'), 'key'],
  [allowing('publish «unexpected-token:to» exchange work key a'), 'publish exchange'],
  [allowing('consume «unexpected-token:from» queue mail'), 'publish exchange'],
  [
    allowing('bind exchange work to «unexpected-token:queue» mail key a'),
    'bind queue mail to exchange work',
  ],
  // Subjects.
  ['allow «unknown-name:all» { tag monitoring }', 'anyone'],
  ['allow «unknown-name:everyone» { tag monitoring }', 'anyone'],
  ['allow «unknown-keyword:*» { tag monitoring }', 'anyone'],
  ['allow «unexpected-token:role» shop { tag monitoring }', 'names alone'],
  ['allow shop «unknown-keyword:and» worker { tag monitoring }', ','],
  ['allow shop «unexpected-token:if» vip { tag monitoring }', 'no conditions'],
  ['never anyone «unknown-keyword:but» shop { tag monitoring }', 'except'],
  ['never «expected-token:except» shop { tag monitoring }', 'anyone except'],
  ['never shop, worker «unexpected-token:except» shop { tag monitoring }', 'anyone except'],
  ['allow «unknown-name:wroker» { tag monitoring }', 'worker'],
  // Declarations.
  [
    '«unknown-keyword:user» x = arn:aws:iam::111122223333:role/x\nallow x { tag monitoring }',
    'role',
  ],
  [
    '«unknown-keyword:principal» x = arn:aws:iam::111122223333:role/x\nallow x { tag monitoring }',
    'role',
  ],
  ['role x «expected-token:arn:aws:iam::111122223333:role/x»\nallow x { tag monitoring }', '='],
  [
    "role x = «needs-quotes:'arn:aws:iam::111122223333:role/x'»\nallow x { tag monitoring }",
    '"arn:',
  ],
  ['«unknown-keyword:vhosts» jobs { queue mail }', 'vhost'],
  ['«unexpected-token:import» "more.warren"', '.warren'],
  [inVhost('queue a«unexpected-token:,» b\n  allow worker { consume queue b }'), 'one for each'],
  [inVhost('queue a «unexpected-token:durable»'), 'dead-letter'],
  [inVhost('exchange a «unexpected-token:type» topic'), 'exchange NAME topic'],
  // Signs.
  ['«unexpected-token://» Jobs of all kinds.\nvhost jobs { queue mail }', '#'],
  ['vhost jobs {\n  queue mail «unexpected-token:--» the outgoing\n}', '#'],
  ['«unexpected-token:/*» Jobs of all kinds. */\nvhost jobs { queue mail }', '#'],
  [allowing('consume queue «unexpected-token:[»mail, retry]'), 'a, b'],
  [allowing('consume queue mail, retry«expected-token:,»'), 'no comma'],
  [allowing('consume queue mail«unexpected-token:;»'), 'Remove'],
  ["vhost jobs { queue «needs-quotes:'my mail'» }", '"my mail"'],
  [inVhost('queue «needs-quotes:mail?»'), '*'],
  // Letters that look like others.
  [
    allowing('consume queue «needs-quotes:m\u0430il»'),
    'U+0430, a Cyrillic letter that looks like `a`',
  ],
  [allowing('consume queue «needs-quotes:m\u0430il»'), 'Write `mail`'],
  [inVhost('queue «needs-quotes:mail\u0436»'), 'It is U+0436, a Cyrillic letter.'],
  [inVhost('queue «needs-quotes:\u03BFrders»'), 'U+03BF, a Greek letter that looks like `o`'],
  [inVhost('queue «needs-quotes:\uFF4Fut»'), 'U+FF4F, a full-width letter that looks like `o`'],
  [inVhost('queue «needs-quotes:\u{1D428}ut»'), 'U+1D428, another letter that looks like `o`'],
  [allowing('consume queue «bad-interpolation:{role}».mail'), '${role}'],
  [allowing('consume queue «bad-interpolation:$role».mail'), '${role}'],
  [allowing('consume queue «needs-quotes:^mail.*»'), '*'],
  [allowing('publish exchange work key «hash-in-name:mail.#»'), 'Write `mail.*`'],
  ['vhost «needs-quotes:%2F» { queue mail }', 'Did you mean `/`?'],
  [inVhost('queue «needs-quotes:my%20mail»'), 'Did you mean `"my mail"`?'],
  [allowing('consume queue «unexpected-token:\u00A0»mail'), 'A no-break space (U+00A0)'],
  [allowing('consume queue«unexpected-token:\u00A0»mail'), 'Write a plain space'],
  [allowing('«unexpected-token:\u00A0»consume queue mail'), 'Write a plain space'],
  [allowing('consume queue ma«unexpected-token:\u200B»il'), 'Remove the zero-width space'],
  [allowing('«unexpected-token:\u200B»consume queue mail'), 'A zero-width space (U+200B)'],
  [inVhost('queue "out«unseen-character:\u00AD»box"'), 'write `\\u{AD}` if it is meant'],
  [allowing('consume queue «undeclared-name:"ma\u00ADil"»'), 'It holds a soft hyphen (U+00AD)'],
  // Settings.
  [
    `broker x { engine rabbitmq 4.3 account «unexpected-token:=» 111122223333 ${ISSUER} }`,
    'no `=`',
  ],
  [`broker x { engine«unexpected-token::» rabbitmq 4.3 ${ISSUER} }`, 'engine'],
  [`broker x { «unknown-keyword:enigne» rabbitmq 4.3 ${ISSUER} }`, 'engine'],
  [`broker x { engine «unknown-engine:rabitmq» 4.3 ${ISSUER} }`, 'rabbitmq'],
  [`broker x {\n  engine «expected-token:amazon-mq-4.2»\n  ${ISSUER}\n}`, '`engine amazon-mq '],
  [`broker x {\n  engine «expected-token:amazon-mq»\n  ${ISSUER}\n}`, '`engine amazon-mq '],
  [
    `broker x { engine «unknown-engine:activemq» 5.18 ${ISSUER} }`,
    'write `amazon-mq` or `rabbitmq`',
  ],
  [`broker x { engine rabbitmq 4.3 region «unknown-region:eu-wset-1» ${ISSUER} }`, 'eu-west-1'],
  [`broker x { engine rabbitmq 4.3 partition «bad-setting:asw» ${ISSUER} }`, 'aws'],
  [`broker x { engine rabbitmq 4.3 internal-users «bad-setting:yes» ${ISSUER} }`, 'on'],
  // Names, and what hangs on them.
  ['on «unknown-name:mian» { allow worker { tag monitoring } }', 'main'],
  ['allow worker { tag «unknown-tag:montioring» }', 'monitoring'],
  ['allow worker { tag «unknown-tag:admin» }', 'administrator'],
  [
    allowing('consume queue «undeclared-name:retyr»') +
      '\ntest "t" { vhost jobs { can worker { consume queue retry } } }',
    'retry',
  ],
  [
    allowing('declare exchange «refused-to-all:amq.foo», work\nconsume queue mail, retry'),
    'reserved prefix',
  ],
  ['vhost jobs { queue mail }\nvhost «misspelt-vhost:jbos» { allow worker { connect } }', 'jobs'],
  [
    'profile reader(q) { consume queue ${q} }\nvhost jobs { allow worker { «unknown-name:raeder»(mail) } }\ntest "t" { vhost jobs { can worker { consume queue mail } } }',
    'reader',
  ],
  [
    'vhost jobs { allow «unknown-name:wroker» { consume queue mail } }\ntest "t" { vhost jobs { can worker { consume queue mail } } }',
    'worker',
  ],
  ['group crew = shop, «unknown-name:wroker»\nvhost jobs { allow crew { connect } }', 'worker'],
  [
    'role «bad-identifier:"night-shift"» = arn:aws:iam::111122223333:role/n\nallow night-shift { tag monitoring }',
    'without quotes',
  ],
  [
    'broker x { engine «unknown-engine:lavinmq» 4.3 ' +
      ISSUER +
      ' account 111122223333 }\non x { allow worker { deploy } }',
    'rabbitmq',
  ],
  [
    'group all-brokers = main\nvhost jobs { allow «name-of-other-kind:all-brokers» { connect } }',
    'a role or a group of roles',
  ],
];

/** All of them. */
export const slips: readonly Slip[] = [
  ...rows,
  ...ofForm,
  ...ofDeclaration,
  ...ofBlocks,
  ...ofNewcomers,
].map(([text, write]) => ({
  text,
  write,
}));
