import { allowing, inVhost, type Row } from './slips-of-form.js';

const reads = 'allow worker { consume queue mail }';
const IN_CALL = 'profile reader(q) { consume queue ${q} }';
const used = (marked: string): string =>
  `${IN_CALL}\nvhost jobs { queue mail allow worker { ${marked} } }`;
const declared = (marked: string): string =>
  `profile reader${marked} {\n  consume queue \${q}\n}\nvhost jobs {\n  queue mail\n  allow worker { reader(mail) }\n}`;
const tested = (claims: string): string =>
  `vhost jobs {\n  exchange work topic\n  queue mail\n  ${reads}\n  allow shop { publish exchange work key a }\n}\ntest "t" { vhost «misspelt-vhost:jbos» { ${claims} } }`;

/** What a newcomer writes in the first hour: half a block, names as elsewhere, brackets, and pasted text. */
export const ofNewcomers: readonly Row[] = [
  // A block of which there is nothing but its colon.
  ['vhost foo«expected-token::»', 'Write `{` and `}`'],
  ['vhost foo«expected-token::»\n', 'Write `{` and `}`'],
  [
    'vhost foo«expected-token::» # later\nrole x = arn:aws:iam::111122223333:role/x\nallow x { tag monitoring }',
    'Write `{` and `}`',
  ],
  ['on main«expected-token::»', 'Write `{` and `}`'],
  [inVhost('allow shop«expected-token::»'), 'Write `{` and `}`'],
  // A name that cannot be one, wherever it is used.
  [
    'broker «bad-identifier:ferry.prod» {\n  engine rabbitmq 4.3\n  account 111122223333\n  issuer https://issuer.example.net\n}\ngroup ferries = ferry.prod\non ferries { allow shop { tag monitoring } }\non ferry.prod { allow worker { tag monitoring } }',
    'Write `ferry-prod`',
  ],
  [
    'role «bad-identifier:my.cart» = arn:aws:iam::111122223333:role/cart\nallow my.cart { tag monitoring }\nnever anyone except my.cart { tag policymaker }',
    'Write `my-cart`',
  ],
  [
    'role «bad-identifier:"cart"» = arn:aws:iam::111122223333:role/cart\nallow "cart" { tag monitoring }',
    'Write `cart`',
  ],
  ['allow «bad-identifier:"shop"» { tag monitoring }', 'Write `shop`'],
  // Brackets of a profile.
  [declared('(«unexpected-token:(»q))'), 'one pair of parentheses'],
  [declared('(q)«unexpected-token:(»)'), 'Write `profile reader(q)`'],
  [declared('(q)«unexpected-token:[»]'), 'Write `profile reader(q)`'],
  [declared('(q) «unexpected-token:(»)'), 'Write `profile reader(q)`'],
  [
    'profile reader(q) «expected-token:[»\n  consume queue ${q}\n]\nvhost jobs {\n  queue mail\n  allow worker { reader(mail) }\n}',
    'Write `{` and `}`',
  ],
  [
    'profile reader(q) «expected-token:(»\n  consume queue ${q}\n)\nvhost jobs {\n  queue mail\n  allow worker { reader(mail) }\n}',
    'Write `{` and `}`',
  ],
  [used('reader(«unexpected-token:(»mail))'), 'reader(mail)'],
  [used('reader(mail)«unexpected-token:(»)'), 'reader(mail)'],
  [used('reader(mail)«unexpected-token:[»]'), 'reader(mail)'],
  [used('reader (mail) «unexpected-token:(»)'), 'one pair of parentheses'],
  [used('reader(q«unexpected-token:=»mail)'), 'Write the values alone'],
  [
    `vhost jobs { queue mail allow worker«expected-token:(»consume queue mail) }`,
    'Write `{` and `}`',
  ],
  ['«unknown-keyword:roles» shops = shop, worker', 'of other systems'],
  // A list in the brackets of other languages, and parameters in braces.
  [
    inVhost('allow «unexpected-token:{»shop, worker} { consume queue mail }'),
    'Remove the brackets',
  ],
  ['group all = «unexpected-token:{»shop, worker}\nallow all { tag monitoring }', '`shop, worker`'],
  ['on «unexpected-token:{»main} { allow shop { tag monitoring } }', 'Remove the brackets'],
  [declared(' «unexpected-token:{»q}'), 'Write `reader(q)`'],
  [declared('«unexpected-token:{»q}'), 'Write `reader(q)`'],
  // A file in another format.
  ['«unexpected-token:vhosts:»\n  - name: jobs\n    queues:\n      - mail', 'reads as YAML'],
  ['# a\n\n«unexpected-token:---»\nkind: Policy', 'reads as YAML'],
  ['«unexpected-token:<?xml» version="1.0"?>\n<vhost name="jobs">\n</vhost>', 'reads as XML'],
  ['«unexpected-token:{»\n  "permissions": []\n}', 'reads as JSON'],
  ['«unexpected-token:[»{rabbit, [{heartbeat, 60}]}].', 'warren import FILE'],
  [
    '# x\n«unexpected-token:auth_backends.1» = oauth2\nauth_oauth2.resource_server_id = jobs',
    'warren import FILE',
  ],
  ['«unexpected-token:resource» "aws_mq_broker" "b" {\n  broker_name = "b"\n}', 'as Terraform'],
  // Of a vhost that is misspelt in a test, nothing else is told.
  [tested('can worker { consume queue mail }'), 'Write `jobs`'],
  [tested('never shop { consume queue mail }'), 'Write `jobs`'],
  [
    tested(
      'can worker { consume queue mail } can shop { publish exchange work key a } never shop { consume queue mail }',
    ),
    'Write `jobs`',
  ],
  // A text that is never closed takes the braces of its line along.
  [
    'vhost jobs { queue mail allow worker { consume queue «unterminated-text:"mail } }»',
    'Write `"mail"`',
  ],
  [inVhost('allow worker { consume queue «unterminated-text:"mail }»'), 'Write `"mail"`'],
  [
    'test «unterminated-text:"reads {»\n  vhost jobs { never worker { connect } }\n}',
    'Write `"reads"`',
  ],
  [
    'vhost jobs { exchange work topic allow shop { publish exchange work «expected-token:key» # } }',
    'write `*` for any text',
  ],
  // Words of RabbitMQ and its libraries.
  ['«unexpected-token:rabbitmqctl» set_permissions -p jobs worker ".*" ".*" ".*"', 'warren import'],
  [inVhost('«unexpected-token:set_permissions» worker ".*" ".*" ".*"'), 'warren import'],
  ['«unexpected-token:add_user» worker secret', 'allow ROLE'],
  // Lists where one name stands.
  [
    'vhost jobs«unexpected-token:,» other { queue mail allow worker { consume queue mail } }',
    'a block for each',
  ],
  // Pasted with what nobody sees.
  [inVhost('queue «unexpected-token:\u202E»out'), 'Remove the right-to-left override'],
  [inVhost('queue "o«unseen-character:\u200B»ut"'), 'write `\\u{200B}`'],
  [
    'role x = arn:aws:iam::111122223333:role/x«unexpected-token:\u200B»\nallow x { tag monitoring }',
    'Remove the zero-width space',
  ],
  ['# reads «unseen-character:\u202E»{ mail', 'Remove it'],
  // Rules in the words of others.
  [
    `vhost jobs { queue mail allow worker { «unexpected-token:queue» mail consume } }`,
    'consume queue mail',
  ],
  [allowing('consume queue mail «unexpected-token:on» main'), 'on BROKER'],
  [allowing('publish exchange work «unexpected-token:routing» key a'), 'key'],
];
