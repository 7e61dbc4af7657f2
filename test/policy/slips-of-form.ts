/*
 * Slips in the form of lines rather than in their words: braces and parentheses that lack or are others, words
 * that stand the wrong way round, signs, comments and habits of other languages. Rows as in the table of slips.
 */

const ISSUER = 'issuer https://keys.example.com';

/** In the vhost of the slips. */
export const inVhost = (rest: string): string =>
  `vhost jobs {\n  exchange work topic\n  queue mail\n  queue retry\n  ${rest}\n}`;

/** In an `allow` there. */
export const allowing = (phrase: string): string => inVhost(`allow worker { ${phrase} }`);

/** In a broker of its own. */
export const inBroker = (rest: string): string =>
  `broker x {\n  engine rabbitmq 4.3\n  ${ISSUER}\n  ${rest}\n}`;

/** In an `allow` about a broker on Amazon MQ. */
export const onMq = (phrase: string): string => `broker mq {
  engine amazon-mq 4.2
  account 111122223333
  region eu-west-1
  id b-1234a5b6-78cd-901e-2fab-3c45d6e178f9
  configuration c-1234a5b6-78cd-901e-2fab-3c45d6e178f9
  issuer https://3f1c2b7e-0d52-4c1a-9e57-1f2a3b4c5d6e.tokens.sts.global.api.aws
}
on mq { allow worker { ${phrase} } }`;

/** A policy with the mark at the word, and what its message says to write. */
export type Row = readonly [text: string, write: string];

export const ofForm: readonly Row[] = [
  // A name that was read to the end of its line is none.
  [
    inVhost(`allow worker {
    consume queue «unterminated-text:"retry mail»
  }
  never shop { consume queue mail }
  never worker { consume queue retry }`),
    'closing',
  ],
  // What is offered for a whole line says what was meant, or nothing.
  [allowing('«misplaced-item:on» ferry { consume queue mail }'), 'It belongs at the top of a file'],
  [inVhost('«unexpected-token:for» r in services { consume queue mail }'), 'A vhost holds'],
  [
    allowing('bind queue mail to «unexpected-token:queue» work key a'),
    'bind queue mail to exchange work key a',
  ],
  [allowing('bind queue mail to exchange work «unknown-keyword:with» mail.*'), 'Write `key`'],
  [inVhost('queue orders «unexpected-token:ttl» 60'), 'Write `queue orders`'],
  [inBroker('«unexpected-token:tags» { a = b }'), 'A broker holds'],
  [inVhost('allow worker «expected-token:[»\n    consume queue mail\n  ]'), 'Write `{` and `}`'],
  ['vhost jobs «unexpected-token:on» main {\n  queue mail\n}', 'on BROKER'],
  [allowing('publish mqtt «unexpected-token:topic» mail/x'), 'Remove `topic`'],
  [allowing('publish «unknown-keyword:MQTT» mail/x'), 'Write `mqtt`'],
  // Values and parameters of profiles.
  [
    `profile reads(q) { consume queue \${q} }\n${allowing('reads(q «unexpected-token:=» mail)')}`,
    'Write the values alone',
  ],
  [
    `profile reads(q «unexpected-token:=» x) { consume queue \${q} }\n${allowing('reads(mail)')}`,
    'Write `profile reads(q)`',
  ],
  [inVhost('allow worker «expected-token:consume» queue mail'), '`{`'],
  [
    inVhost(`allow «expected-token:worker»
    consume queue mail
    consume queue retry`),
    '`{`',
  ],
  [
    inVhost(`allow «expected-token:worker»
    consume queue mail
  queue third`),
    '`{`',
  ],
  [
    inVhost(`allow worker «expected-token:consume» queue mail
  allow shop { publish exchange work key a }`),
    '`{`',
  ],
  [inVhost('allow worker { consume queue mail }«unexpected-token:;»'), 'Remove `;`'],
  [allowing('«unexpected-token:queue» consume mail'), 'consume queue mail'],
  [allowing('consume «expected-token:mail» queue'), 'consume queue mail'],
  [allowing('«unexpected-token:queue» mail consume'), 'consume queue mail'],
  [allowing('«unexpected-token:mail» consume'), 'consume queue mail'],
  [allowing('«unexpected-token:exchange» publish work key a'), 'publish exchange work key a'],
  [allowing('publish «expected-token:work» exchange key a'), 'publish exchange work key a'],
  [allowing('«unexpected-token:queue» declare, consume mail'), 'declare, consume queue mail'],
  [allowing('«unexpected-token:exchange» work publish key a'), 'publish exchange work key a'],
  [
    inVhost('allow «expected-token:consume» worker { queue mail }'),
    'allow worker { consume queue mail }',
  ],
  [
    inVhost('allow «expected-token:consume» queue mail to worker'),
    'allow worker { consume queue mail }',
  ],
  [
    inVhost('allow «expected-token:consume» worker queue mail'),
    'allow worker { consume queue mail }',
  ],
  [inVhost('«unexpected-token:worker» allow { consume queue mail }'), 'allow worker'],
  [inVhost('«unexpected-token:worker» { consume queue mail }'), 'allow worker'],
  [inVhost('«unexpected-token:work2» exchange topic'), 'exchange work2 topic'],
  [
    `profile reader(q) { consume queue \${q} }
` + allowing('«unexpected-token:reader» mail'),
    'reader(mail)',
  ],
  [
    `profile reader(q) { consume queue \${q} }
` + allowing('«unexpected-token:reader» mail, retry'),
    'reader(mail, retry)',
  ],
  [
    `profile reader(q) { consume queue \${q} }
` + allowing('«unexpected-token:reader» queue mail'),
    'reader(mail)',
  ],
  [
    `profile reader(q) { consume queue \${q} }
` + allowing('«unexpected-token:reader» "mail"'),
    'reader("mail")',
  ],
  [
    `profile mails() { consume queue mail }
` + allowing('«unexpected-token:mails»'),
    'mails()',
  ],
  [
    `profile mails() { consume queue mail }
` +
      allowing(`«unexpected-token:mails»
    consume queue retry`),
    'mails()',
  ],
  [
    `profile reader(q) { consume queue \${q} }
` + allowing('«unexpected-token:reader»'),
    'reader(q)',
  ],
  [
    `profile reader(q) { consume queue \${q} }
` + allowing('«unexpected-token:use» reader(mail)'),
    'reader(mail)',
  ],
  [
    `profile reader(q) { consume queue \${q} }
` + allowing('«unexpected-token:include» reader(mail)'),
    'reader(mail)',
  ],
  [
    `profile mails «expected-token:{» consume queue mail }
` + allowing('mails()'),
    'profile mails()',
  ],
  [
    `profile «expected-token:mails»
{ consume queue mail }
` + allowing('mails()'),
    'profile mails()',
  ],
  [
    `profile reader «expected-token:q» { consume queue \${q} }
` + allowing('reader(mail)'),
    'profile reader(q)',
  ],
  [
    `profile reader «expected-token:q», r { consume queue \${q}, \${r} }
` + allowing('reader(mail, retry)'),
    'profile reader(q, r)',
  ],
  [
    `profile reader «expected-token:[q]» { consume queue \${q} }
` + allowing('reader(mail)'),
    'profile reader(q)',
  ],
  [
    `profile reader«expected-token:(»$q) { consume queue \${q} }
` + allowing('reader(mail)'),
    'profile reader(q)',
  ],
  [
    `profile reader«expected-token:(»q: string) { consume queue \${q} }
` + allowing('reader(mail)'),
    'profile reader(q)',
  ],
  [allowing('bind «expected-token:mail» to work'), 'bind queue mail to exchange work'],
  [allowing('bind «expected-token:mail» to work key a'), 'bind queue mail to exchange work key a'],
  [allowing('bind «expected-token:mail» to exchange work'), 'bind queue mail to exchange work'],
  [allowing('bind queue mail to «expected-token:work»'), 'bind queue mail to exchange work'],
  [allowing('bind queue mail «unknown-keyword:->» exchange work'), 'to'],
  [
    allowing('bind queue mail «unexpected-token:=»> exchange work'),
    'bind queue mail to exchange work',
  ],
  [allowing('bind queue mail «unknown-keyword:→» exchange work'), 'to'],
  [allowing('bind queue mail «unknown-keyword:<-» exchange work'), 'to'],
  [allowing('bind queue mail «clause-not-taken:from» exchange work'), 'to'],
  [allowing('publish mqtt a/b «clause-not-taken:key» c'), 'The topic is the key'],
  [allowing('unbind queue mail «clause-not-taken:to» exchange work'), 'from'],
  [allowing('unbind «expected-token:mail» from work'), 'unbind queue mail from exchange work'],
  [
    `«unexpected-token:—» text
vhost jobs { queue mail }`,
    '# text',
  ],
  [
    `«unexpected-token:;» text
vhost jobs { queue mail }`,
    '# text',
  ],
  [
    `«unexpected-token:;;» text of it
vhost jobs { queue mail }`,
    '# text of it',
  ],
  [
    `«unexpected-token:-» text of it
vhost jobs { queue mail }`,
    '# text of it',
  ],
  [
    `«unexpected-token:•» text of it
vhost jobs { queue mail }`,
    '# text of it',
  ],
  [
    `«unexpected-token:<!--» text of it -->
vhost jobs { queue mail }`,
    '# text of it',
  ],
  [
    inVhost(`«unexpected-token:—» the third
  queue third`),
    '# the third',
  ],
  [
    inVhost(`«unexpected-token:-» the third
  queue third`),
    '# the third',
  ],
  [inVhost('queue third «unexpected-token:—» the third'), '# the third'],
  [inVhost('queue third «unexpected-token:-» the third'), '# the third'],
  [
    allowing(`consume queue mail «unexpected-token:—» the mails
`),
    '# the mails',
  ],
  [
    allowing(`consume queue mail «unexpected-token:-» the mails
`),
    '# the mails',
  ],
  [
    allowing(`consume queue mail «unexpected-token:;» the mails
`),
    '# the mails',
  ],
  [
    allowing(`publish exchange work key a «unexpected-token:—» the mails
`),
    '# the mails',
  ],
  [
    `role x = arn:aws:iam::111122223333:role/x «unexpected-token:—» him
allow x { tag monitoring }`,
    '# him',
  ],
  [
    `role x = arn:aws:iam::111122223333:role/x «unexpected-token:-» him
allow x { tag monitoring }`,
    '# him',
  ],
  [
    `group g = shop, worker «unexpected-token:—» them
allow g { tag monitoring }`,
    '# them',
  ],
  [
    `group g = shop, worker «unexpected-token:-» them
allow g { tag monitoring }`,
    '# them',
  ],
  [inBroker('account 111122223333 «unexpected-token:—» ours'), '# ours'],
  [
    `allow worker { «unexpected-token:—» the tags
 tag monitoring }`,
    '# the tags',
  ],
  ['allow worker { tag monitoring } «unexpected-token:—» the tags', '# the tags'],
  [
    `# Jobs.
«unexpected-token:///»
/// of all
///
vhost jobs { queue mail }`,
    '#',
  ],
  [allowing('consume queue mail «unexpected-token:on» main'), 'on BROKER'],
  [allowing('consume queue mail «unexpected-token:in» jobs'), 'on BROKER'],
  [allowing('consume queue mail «unexpected-token:at» main'), 'on BROKER'],
  [allowing('consume queue mail «unexpected-token:on» vhost jobs'), 'on BROKER'],
  [allowing('consume queue «needs-quotes:“mail”»'), '"mail"'],
  [allowing('consume queue «needs-quotes:‘mail’»'), '"mail"'],
  [allowing('consume queue «needs-quotes:„mail“»'), '"mail"'],
  [
    inVhost(`queue «needs-quotes:“my mail”»
`),
    '"my mail"',
  ],
  [
    `test «expected-token:“a» text” { vhost jobs { never worker { consume queue mail } } }
vhost jobs { queue mail }`,
    'test "a text"',
  ],
  [
    `test «expected-token:“text”» { vhost jobs { never worker { consume queue mail } } }
vhost jobs { queue mail }`,
    'test "text"',
  ],
  [
    `test «expected-token:a» text of it { vhost jobs { never worker { consume queue mail } } }
vhost jobs { queue mail }`,
    'test "a text of it"',
  ],
  [
    `role x = «needs-quotes:“arn:aws:iam::111122223333:role/x”»
allow x { tag monitoring }`,
    '"arn:aws:iam::111122223333:role/x"',
  ],
  [allowing('consume queue «needs-quotes:mail|retry»'), 'consume queue mail, retry'],
  [allowing('consume queue «expected-token:(»mail|retry)'), 'consume queue mail, retry'],
  [allowing('consume queue «undeclared-name:"mail|retry"»'), 'mail, retry'],
  [allowing('consume queue «undeclared-name:"mail,retry"»'), 'mail, retry'],
  [allowing('consume queue «undeclared-name:"mail, retry"»'), 'mail, retry'],
  [allowing('consume queue «needs-quotes:mail;retry»'), 'consume queue mail, retry'],
  [allowing('consume queue «needs-quotes:mail&retry»'), 'consume queue mail, retry'],
  [inVhost('exchange «trailing-colon:foo:» topic'), 'foo'],
  [inVhost('queue «trailing-colon:foo:»'), 'foo'],
  [
    inVhost(`exchange «trailing-colon:seen:» topic
  allow worker { publish exchange seen key a }
  allow shop { bind queue mail to exchange seen key b }`),
    'Write `seen`',
  ],
  [inVhost('exchange «trailing-colon:foo:»'), 'foo'],
  [inVhost('exchange foo : «unexpected-token:topic»'), 'exchange foo topic'],
  [inVhost('stream «trailing-colon:foo:»'), 'foo'],
  [allowing('publish exchange work key «expected-token:=» a'), 'publish exchange work key a'],
  [
    `broker x«expected-token::» {
  engine rabbitmq 4.3
  issuer https://keys.example.com
}`,
    'broker x',
  ],
  [
    `role x«expected-token::» arn:aws:iam::111122223333:role/x
allow x { tag monitoring }`,
    'role x = arn:aws:iam::111122223333:role/x',
  ],
  [inBroker('account «bad-setting:1111-2222-3333»'), '111122223333'],
  [inBroker('account «bad-setting:"1111-2222-3333"»'), '111122223333'],
  [inBroker('account 1111 «unexpected-token:2222» 3333'), 'account 111122223333'],
  [inBroker('account «bad-setting:arn:aws:iam::111122223333:root»'), '111122223333'],
  [inVhost('never «unknown-name:nobody» { consume queue mail }'), 'anyone'],
  [inVhost('never «unknown-name:noone» { consume queue mail }'), 'anyone'],
  [inVhost('never «unknown-name:no-one» { consume queue mail }'), 'anyone'],
  [inVhost('never «unknown-name:none» { consume queue mail }'), 'anyone'],
  [inVhost('never anyone «expected-token:else» { consume queue mail }'), 'never anyone'],
  [inVhost('never only «expected-token:shop» { consume queue mail }'), 'never anyone except shop'],
  [inVhost('«unexpected-token:only» shop { consume queue mail }'), 'never anyone except shop'],
  [inVhost('allow only «expected-token:shop» { consume queue mail }'), 'allow shop'],
  [inVhost('«unexpected-token:only» shop can { consume queue mail }'), 'allow shop'],
  [inVhost('«unexpected-token:nobody» { consume queue mail }'), 'never anyone'],
  [
    inVhost('«unexpected-token:nobody» except shop { consume queue mail }'),
    'never anyone except shop',
  ],
  [
    inVhost('never anyone «expected-token:other» than shop { consume queue mail }'),
    'never anyone except shop',
  ],
  [allowing('«unknown-keyword:*» queue mail'), 'declare, consume queue mail'],
  [allowing('«unknown-keyword:all» queue mail'), 'declare, consume queue mail'],
  [allowing('«unknown-keyword:manage» queue mail'), 'declare queue mail'],
  [allowing('«unknown-keyword:access» exchange work'), 'publish exchange work'],
  [allowing('«unknown-keyword:full» queue mail'), 'declare, consume queue mail'],
  [allowing('create «unexpected-token:queue» mail'), 'declare queue mail'],
  [allowing('create «unexpected-token:exchange» work'), 'declare exchange work'],
  [allowing('«unknown-keyword:make» queue mail'), 'declare queue mail'],
  [allowing('«unknown-keyword:update» queue mail'), 'declare queue mail'],
  [
    allowing('«unknown-keyword:queue.bind» queue mail to exchange work key a'),
    'bind queue mail to exchange work key a',
  ],
  [allowing('«unknown-keyword:queue.purge» mail'), 'purge queue mail'],
  [allowing('«unknown-keyword:queue.delete» mail'), 'delete queue mail'],
  [allowing('«unknown-keyword:exchange.declare» work'), 'declare exchange work'],
  [allowing('«unknown-keyword:exchange.declare» exchange work'), 'declare exchange work'],
  [allowing('«unknown-keyword:exchange.delete» work'), 'delete exchange work'],
  [allowing('publish exchange «undeclared-name:default»'), 'amq.default'],
  [allowing('publish exchange «undeclared-name:"(AMQP default)"»'), 'amq.default'],
  [allowing('publish exchange «empty-name:""»'), 'amq.default'],
  [allowing('consume queue «empty-name:""»'), 'amq.gen-*'],
];
