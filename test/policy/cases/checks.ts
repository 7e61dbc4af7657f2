import { BROKER, ROLES, type CaseTable } from './case.js';

const onMq = (text: string): string =>
  `broker mq { engine amazon-mq 4.3 account 111122223333 issuer https://3f1c2b7e-0d52-4c1a-9e57-1f2a3b4c5d6e.tokens.sts.global.api.aws }\n${text}`;

const inVhost = (phrase: string): string => `vhost v { allow a { ${phrase} } }`;

const OTHERS = 'policymaker-other-vhosts';

const policymaker = (text: string, ...codes: readonly string[]): string =>
  `${text}\nallow a { «${['policymaker-tag', ...codes].join(',')}:tag policymaker» }`;

/** What is allowed, but bites whoever did not mean it. */
export const checkCases: CaseTable = {
  beside: BROKER + ROLES,
  cases: {
    'first-fit-gap': {
      gives: [
        inVhost('consume queue «first-fit-gap:*-dlq»'),
        inVhost('publish exchange x key «first-fit-gap:*.eu»'),
        inVhost('bind queue q to exchange «first-fit-gap:*.e»'),
        'vhost «first-fit-gap:*-dlq» { allow a { connect } }',
        'vhost v { test "t" { can a { consume queue «first-fit-gap:*-dlq» } } }',
        'profile p(n) { consume queue «first-fit-gap:*${n}» }\nvhost v { allow a { p(x) } }',
      ],
      spares: [
        inVhost('consume queue dlq-*, a.*.b.*'),
        'vhost v { never a { consume queue *-dlq } }',
        'vhost v { @expect(first-fit-gap, "no name repeats it") allow a { consume queue *-dlq } }',
      ],
    },
    'redundant-grant': {
      gives: [
        inVhost('consume queue q consume queue «redundant-grant:q»'),
        inVhost('consume queue «redundant-grant:q.1» consume queue q.*'),
        inVhost('consume queue q, «redundant-grant:q»'),
        inVhost('consume queue «redundant-grant:q» read queue q'),
        inVhost('consume stream «redundant-grant:q.1» consume queue q.*'),
        inVhost('bind queue «redundant-grant:q» to exchange x key k bind queue q to exchange x'),
        inVhost(
          'bind queue «redundant-grant:q» to exchange x write queue q* read exchange x* key *',
        ),
        inVhost('declare queue «redundant-grant:q» declare queue q dead-letter x'),
        inVhost('publish exchange x key k.* publish exchange «redundant-grant:x» key k.a'),
        'vhost v { allow a { «redundant-grant:connect» } }\nvhost v* { allow a { connect } }',
        'vhost v1 { allow a { consume queue «redundant-grant:q» } }\nvhost v* { allow a { consume queue q } }',
        'vhost v { allow a, b { consume queue q } allow b, c { consume queue «redundant-grant:q» } }',
        'allow a { tag monitoring } allow a { «redundant-grant:tag monitoring» }',
        'profile p(n) { consume queue ${n} }\nvhost v { allow a { p(q) «redundant-grant:p(q)» } }',
        inVhost('publish exchange x key k, «redundant-grant:k»'),
        inVhost('publish exchange x key k.*, «redundant-grant:k.a»'),
        inVhost('publish mqtt t, «redundant-grant:t»'),
        'allow a { «redundant-grant:tag management, management» }',
      ],
      spares: [
        // A line with an error says something else than was meant.
        'vhost v { exchange x fanout\nallow a { publish exchange x\npublish exchange x key «key-on-other-type:k» } }',
        'profile p(n) { consume queue «double-wildcard:${n}»\nconsume queue q }\nvhost v { allow a { consume queue q\np("**") } }',
        inVhost('consume queue q\nconsume queue q, «double-wildcard:"**"»'),
        inVhost('consume queue q.1, q.2'),
        inVhost('consume queue q purge queue q'),
        inVhost('declare queue q delete queue q'),
        inVhost('declare queue q dead-letter x consume queue q'),
        inVhost('bind queue q to exchange x write queue q'),
        inVhost(
          'bind exchange x to exchange y bind exchange y to exchange z bind exchange x to exchange z',
        ),
        inVhost('connect consume queue q'),
        inVhost('read queue q consume queue q.*'),
        inVhost('declare, delete queue q'),
        inVhost('consume, purge queue q'),
        inVhost('bind queue q to exchange x unbind queue q from exchange x'),
        inVhost('write exchange x key k publish exchange x key l'),
        inVhost('publish exchange x key k.a publish exchange x key k.b'),
        inVhost('publish exchange x.1 key k publish exchange x.* key l'),
        inVhost('consume queue q publish exchange q'),
        'vhost v { allow a { consume queue q } allow b { consume queue q } }',
        'vhost v1 { allow a { consume queue q } }\nvhost v2 { allow a { consume queue q } }',
        'vhost v* { allow a { connect } }\nvhost v1 { allow a { consume queue q } }',
        'broker two { engine rabbitmq 4.3 account 111122223333 issuer https://keys.example.com }\nvhost v { allow a { consume queue q.1 } on two { allow a { consume queue q.* } } }',
        'profile p(n) { publish exchange x consume queue ${n} }\nvhost v { allow a { p(q) p(r) } }',
      ],
    },
    'regular-expression': {
      gives: [
        inVhost('consume queue «regular-expression:.*»'),
        inVhost(
          'declare queue «regular-expression:"^q_app.*"», «regular-expression:"^(jobs|mail)$"»',
        ),
        inVhost('publish exchange x key «regular-expression:"orders\\\\..*"»'),
        inVhost('consume queue «regular-expression:"job-[0-9]+"», «regular-expression:"a.+"»'),
        'vhost v { queue «regular-expression:"(a|b)"» allow a { consume queue «regular-expression:"(a|b)"» } }',
        'vhost «regular-expression:"^orders$"» { allow a { connect } }',
        'profile p(n) { consume queue «regular-expression:${n}» }\nvhost v { allow a { p("^q$") } }',
        'vhost v { never a { consume queue «regular-expression:"^q$"» } }',
      ],
      spares: [
        // It is an error already, with the same advice.
        'vhost v { queue q allow a { consume queue «undeclared-name:"^q$"» } }',
        inVhost('consume queue orders.*, a.b*'),
        inVhost('consume queue "a [b]", "x+y", "50$ off", "(old)"'),
      ],
    },
    'claim-variable': {
      gives: [
        inVhost('consume queue «claim-variable:"{sub}.reply.*"»'),
        inVhost('publish exchange x key «claim-variable:"{client_id}"»'),
        'vhost v { queue «claim-variable:"{sub}"» allow a { consume queue «claim-variable:"{sub}"» } }',
      ],
      spares: [inVhost('consume queue "a{1}", "{}", "{ b }"'), inVhost('consume queue ${role}.q')],
    },
    'mqtt-any-client': {
      gives: [
        inVhost('subscribe mqtt «mqtt-any-client:a/b»'),
        inVhost('subscribe mqtt «mqtt-any-client:"#"», «mqtt-any-client:x»'),
        inVhost('subscribe mqtt a/b client «mqtt-any-client:*»'),
      ],
      spares: [
        inVhost('subscribe mqtt a/b client c, d-*'),
        inVhost('publish mqtt a/b'),
        'vhost v { never a { subscribe mqtt a/b } }',
      ],
    },
    'mqtt-notation': {
      gives: [
        inVhost('publish exchange amq.topic key «mqtt-notation:sensors/dev-1/temp»'),
        inVhost('bind queue q to exchange amq.topic key «mqtt-notation:"commands/dev-1/+"»'),
        inVhost('bind queue q to exchange amq.topic key «mqtt-notation:"commands.+"»'),
        inVhost('bind queue q to exchange x key «mqtt-notation:"a/+/b"»'),
        inVhost('publish exchange x key «mqtt-notation:"a/#"»'),
      ],
      spares: [
        inVhost('publish exchange x key orders/eu'),
        inVhost('bind queue q to exchange amq.topic key sensors.*'),
        inVhost('bind queue q to exchange x key "a+b"'),
      ],
    },
    'unreachable-resource': {
      gives: [
        'vhost v { queue q\nqueue «unreachable-resource:lost»\nallow a { consume queue q } }',
        'vhost v { exchange «unreachable-resource:x»\nqueue q allow a { consume queue q } }',
        'vhost v { queue «unreachable-resource:p*»\nstream s queue q dead-letter y allow a { consume queue q } }',
      ],
      spares: [
        'vhost v { queue q queue p }',
        'vhost v { queue q queue lost allow a { connect } }',
        'vhost v { queue q exchange dead fanout queue r dead-letter dead allow a { consume queue q, r } }',
        'vhost v { queue q queue lost.work allow a { consume queue q, lost.* } }',
        'vhost v { queue q queue lost exchange x topic allow a { consume queue q\n@expect(default-exchange, "all")\npublish exchange amq.default, x } }',
        'vhost v { queue q queue lost allow a { consume queue q } never anyone { consume queue lost } }',
        'vhost v { queue q queue lost allow a { consume queue q } }\n@expect(administrator-tag, "ops")\nallow a { tag administrator }',
        'vhost v { exchange x stream x-0 stream x-1 allow a { consume queue x-* } }',
      ],
    },
    'misspelt-vhost': {
      gives: [
        'vhost orders { queue q }\nvhost «misspelt-vhost:ordres» { allow a { connect } }',
        'vhost orders { queue q }\nvhost «misspelt-vhost:Orders» { allow a { connect } }',
        'vhost orders { queue q }\ntest "t" { vhost «misspelt-vhost:order» { never a { connect } } }',
      ],
      spares: [
        'vhost orders { queue q }\nvhost ordres { queue r allow a { consume queue r } }',
        'vhost orders-1 { queue q }\nvhost orders-2 { allow a { connect } }',
        'vhost eu { queue q }\nvhost us { allow a { connect } }',
        'vhost orders { queue q }\nvhost invoices { allow a { connect } }',
        'vhost orders* { queue q }\nvhost orders { allow a { connect } }\nvhost orderss { allow a { connect } }',
      ],
    },
    'bare-wildcard-grant': {
      gives: [
        inVhost('consume queue «bare-wildcard-grant:*»'),
        inVhost('configure resource «bare-wildcard-grant:*»'),
        inVhost('write, read resource «bare-wildcard-grant,default-exchange:*» key *'),
        inVhost('configure, read queue «bare-wildcard-grant:*»'),
        inVhost('bind queue q to exchange «bare-wildcard-grant:*»'),
        inVhost('publish exchange «bare-wildcard-grant,default-exchange:*»'),
        'profile p(n) { consume queue «bare-wildcard-grant:${n}» }\nvhost v { allow a { p(*) } }',
      ],
      spares: [
        inVhost('consume queue a*'),
        inVhost('publish exchange x key *'),
        'vhost * { allow a { consume queue q } }',
        'vhost v { never a { consume queue * } }',
        inVhost('consume queue "\\*"'),
      ],
    },
    'default-exchange': {
      gives: [
        inVhost('publish exchange «default-exchange:amq.default»'),
        inVhost('publish exchange «default-exchange:amq.*»'),
        inVhost('write resource «default-exchange:amq.def*» key k'),
        inVhost('declare queue q dead-letter «default-exchange:amq.default»'),
      ],
      spares: [
        inVhost('read exchange amq.default'),
        inVhost('publish exchange amq.topic, amq.default2'),
        'vhost v { never a { publish exchange amq.default } }',
      ],
    },
    'shared-server-named-queues': {
      gives: [
        'vhost v { allow a, b { consume queue «shared-server-named-queues:amq.gen-*» } }',
        'vhost v { allow a { consume queue «shared-server-named-queues:amq.*» } }\nvhost v* { allow b { declare queue «shared-server-named-queues:amq.gen-*» } }',
      ],
      spares: [
        'vhost v { allow a { declare, consume queue amq.gen-* } }',
        'vhost v { allow a { consume queue amq.gen-* } }\nvhost w { allow b { consume queue amq.gen-* } }',
        'vhost v { allow a, b { consume queue amq.rabbitmq.reply-to } }',
      ],
    },
    'unkeyed-topic-right': {
      gives: [
        'vhost v { exchange x topic  allow a { write exchange «unkeyed-topic-right:x» } }',
        'vhost v { exchange x  allow a { read exchange «unkeyed-topic-right:x» } }',
        'vhost v { exchange x.1 fanout exchange x.2 topic  allow a { write resource «unkeyed-topic-right:x.*» } }',
        inVhost('write exchange «unkeyed-topic-right:amq.topic»'),
        inVhost('read exchange «unkeyed-topic-right:amq.rabbitmq.trace»'),
      ],
      spares: [
        'vhost v { exchange x topic  allow a { write exchange x key k } }',
        'vhost v { exchange x topic  allow a { publish exchange x } }',
        'vhost v { exchange x fanout  allow a { write exchange x } }',
        'vhost v { exchange x topic  allow a { configure exchange x } }',
        inVhost('write exchange x'),
        inVhost('write exchange amq.rabbitmq.trace'),
      ],
    },
    'missing-dead-letter': {
      gives: [
        'vhost v { exchange x queue q dead-letter x  allow a { declare queue «missing-dead-letter:q» } }',
        'vhost v { exchange x queue q dead-letter x  allow a { declare queue «missing-dead-letter:q*» } }',
        'vhost v { exchange x queue q1 dead-letter x queue q2 dead-letter x  allow a { declare queue «missing-dead-letter:q*» } }',
        'vhost v { exchange x queue q dead-letter x  allow a { declare, consume queue «missing-dead-letter:q» } }',
        'vhost v { exchange x queue q dead-letter x  allow a { declare queue «missing-dead-letter:q» } allow b { consume queue q publish exchange x } }',
        {
          text: 'vhost v { topology "d.json"  allow a { declare queue «missing-dead-letter:q» } }',
          files: {
            'd.json': '{"queues": [{"name": "q", "arguments": {"x-dead-letter-exchange": "x"}}]}',
          },
        },
      ],
      spares: [
        'vhost v { exchange x queue q dead-letter x  allow a { declare queue q dead-letter x } }',
        'vhost v { exchange x queue q dead-letter x  allow a { declare, consume queue q publish exchange x } }',
        'vhost v { exchange x queue q dead-letter x  allow a { delete queue q } }',
        'vhost v { exchange x queue q* dead-letter x  allow a { declare queue q.1 consume queue q* publish exchange x } }',
        'vhost v { queue q  allow a { declare queue q } }',
        'vhost v { exchange x queue q dead-letter x  never a { declare queue q } }',
      ],
    },
    'missing-alternate': {
      gives: [
        'vhost v { exchange y exchange x topic alternate y  allow a { declare exchange «missing-alternate:x» } }',
      ],
      spares: [
        'vhost v { exchange y exchange x topic alternate y  allow a { declare exchange x alternate y } }',
        'vhost v { exchange y exchange x topic alternate y  allow a { declare exchange y publish exchange x } }',
      ],
    },
    'super-stream-by-parts': {
      gives: [
        'vhost v { exchange x direct stream x-*  allow a { publish stream «super-stream-by-parts:x-*» } }',
        'vhost v { exchange x stream x-*  allow a { consume stream «super-stream-by-parts:x-*» } }',
        'vhost v { exchange x x-super-stream stream x-0 stream x-1  allow a { publish stream «super-stream-by-parts:x-0», x-1 } }',
        'profile p(n) { publish stream «super-stream-by-parts:${n}-*» }\nvhost v { exchange x direct stream x-*  allow a { p(x) } }',
      ],
      spares: [
        'vhost v { exchange x direct stream x-*  allow a { publish super-stream x } }',
        'vhost v { exchange x direct stream x-*  allow a { consume super-stream x } }',
        'vhost v { exchange x direct stream x-*  allow a { publish stream x-* write exchange x } }',
        'vhost v { exchange x direct stream x-*  allow a { consume stream x-* publish exchange x } }',
        'vhost v { exchange x direct stream x-*  allow a { consume queue x-* } }',
        'vhost v { exchange x direct stream x-*  allow a { consume stream x-0 } }',
        'vhost v { exchange x direct stream x-0 stream x-1  allow a { publish stream x-1 consume stream x-0 } }',
        'vhost v { exchange x topic stream x-*  allow a { publish stream x-* } }',
        'vhost v { exchange orders stream orders-audit  allow a { consume stream orders-audit } }',
        'vhost v { exchange x direct stream y-*  allow a { publish stream y-* publish exchange x } }',
      ],
    },
    'refused-to-all': {
      gives: [
        inVhost('declare queue «refused-to-all:amq.foo»'),
        inVhost('declare queue «refused-to-all:amq.gen-foo»'),
        inVhost('declare super-stream «refused-to-all:amq.sp»'),
        inVhost('declare super-stream «refused-to-all:amq.*»'),
        inVhost('declare exchange «refused-to-all:amq.x*»'),
        inVhost('delete exchange «refused-to-all:amq.direct»'),
        inVhost('bind queue q to exchange «refused-to-all:amq.default»'),
        inVhost('publish exchange «refused-to-all:amq.rabbitmq.trace»'),
        inVhost('purge queue «refused-to-all:amq.rabbitmq.reply-to»'),
        'profile p(n) { declare stream «refused-to-all:amq.${n}» }\nvhost v { allow a { p(x) } }',
      ],
      spares: [
        inVhost('declare exchange amq.direct'),
        inVhost('delete, consume queue amq.gen-x'),
        inVhost('declare super-stream amq*'),
        inVhost('declare queue amq.*'),
        inVhost('consume queue amq.rabbitmq.reply-to'),
        inVhost('configure queue amq.foo'),
        'vhost v { never a { declare queue amq.foo, amq.gen-foo declare super-stream amq.sp } }',
      ],
    },
    'administrator-tag': {
      gives: [
        'allow a { «administrator-tag:tag administrator» }',
        'profile p() { «administrator-tag:tag monitoring, administrator» }\nallow a { p() }',
      ],
      spares: ['never a { tag administrator }', 'allow a { tag monitoring }'],
    },
    'policymaker-tag': {
      gives: ['allow a { «policymaker-tag:tag policymaker» }'],
      spares: ['allow a { tag management }'],
    },
    'policymaker-other-vhosts': {
      gives: [
        policymaker('vhost here { allow a { connect } }\nvhost elsewhere { queue q }', OTHERS),
        policymaker('vhost t-1 { allow a { consume queue q } }\nvhost t-* { queue q }', OTHERS),
        // Once a role, whatever the brokers; here on a release that is named.
        policymaker(
          'broker old { engine rabbitmq 4.2.8 account 111122223333 issuer https://keys.example.com }\nvhost here { allow a { connect } }\nvhost elsewhere { queue q }',
          OTHERS,
        ),
        `vhost here { allow a, b { connect } }\nvhost elsewhere { queue q }\nallow a, b { «policymaker-tag,${OTHERS},${OTHERS}:tag policymaker» }`,
        `vhost here { allow a { connect } }\nvhost elsewhere { queue q }\nallow a { «policymaker-tag,${OTHERS}:tag policymaker» «policymaker-tag,redundant-grant:tag policymaker» }`,
      ],
      spares: [
        policymaker('vhost * { allow a { connect } }\nvhost elsewhere { queue q }'),
        policymaker('vhost here { allow a { connect } }'),
        // Without a vhost of its own it has no place for an upstream.
        policymaker('vhost elsewhere { queue q }'),
        'vhost here { allow a { connect } }\nvhost elsewhere { queue q }\nallow a { «policymaker-tag,administrator-tag:tag policymaker, administrator» }',
        'broker new { engine rabbitmq 4.3.3 account 111122223333 issuer https://keys.example.com }\nvhost here { allow a { connect } }\nvhost elsewhere { queue q }\non new { allow a { «policymaker-tag:tag policymaker» } }',
      ],
    },
    'undeclared-dead-letter': {
      gives: [
        'vhost v { exchange dlx queue q dead-letter «undeclared-dead-letter:dxl» }',
        'vhost v { exchange dlx exchange x topic alternate «undeclared-dead-letter:dxl» }',
      ],
      spares: [
        'vhost v { queue q dead-letter dlx }',
        'vhost v { exchange d* queue q dead-letter dlx }',
        'vhost v { queue q dead-letter dlx }\nvhost * { exchange dlx }',
        'vhost v { exchange x queue q dead-letter amq.default }',
        {
          text: 'vhost v { exchange x topology "d.json" }',
          files: {
            'd.json': '{"queues": [{"name": "q", "arguments": {"x-dead-letter-exchange": "y"}}]}',
          },
        },
      ],
    },
    'hash-in-key': {
      gives: [
        inVhost('publish exchange x key «hash-in-key:"order.#"»'),
        inVhost('write exchange x key «hash-in-key:"#"»'),
        'vhost v { never a { publish exchange x key «hash-in-key:"#.eu"» } }',
      ],
      spares: [
        inVhost('bind queue q to exchange x key "order.#"'),
        inVhost('publish exchange x key "c#.builds"'),
        inVhost('consume queue "#"'),
      ],
    },
    'unchecked-cc': {
      gives: [
        'broker «unchecked-cc:two» { engine rabbitmq 4.0 account 111122223333 issuer https://keys.example.com settings { auth_oauth2.https.cacertfile = /ca.pem } }\nvhost v { allow a { publish exchange x key k } }',
      ],
      spares: [
        'broker two { engine rabbitmq 4.0.3 account 111122223333 issuer https://keys.example.com settings { auth_oauth2.https.cacertfile = /ca.pem } }\nvhost v { allow a { publish exchange x key k } }',
        'broker two { engine rabbitmq 3.13 account 111122223333 issuer https://keys.example.com settings { auth_oauth2.https.cacertfile = /ca.pem } }\nvhost v { allow a { bind queue q to exchange x key k publish exchange x } }',
      ],
    },
    'unsupported-kind': {
      gives: [
        onMq('vhost v { stream «unsupported-kind:s» }'),
        onMq('vhost v { exchange «unsupported-kind:x» x-local-random }'),
        onMq('vhost v { allow a { publish stream «unsupported-kind:s» } }'),
        onMq('vhost v { queue q }\nvhost w { allow a { declare stream «unsupported-kind:s-*» } }'),
        onMq('vhost v { stream «unsupported-kind:s» allow a { publish stream s } }'),
        onMq('vhost v { allow a { publish, consume super-stream «unsupported-kind:s» } }'),
        onMq(
          'vhost v { allow a { publish, consume stream «unsupported-kind:s» } test "t" { can a { publish stream s } } }',
        ),
        onMq(
          'vhost v { stream «unsupported-kind:s» allow a { consume stream s } test "t" { can a { consume stream s } } }',
        ),
        {
          text: onMq('vhost v { topology «unsupported-kind:"d.json"» }'),
          files: {
            'd.json':
              '{"queues": [{"name": "s", "arguments": {"x-queue-type": "stream"}}, {"name": "t", "type": "stream"}]}',
          },
        },
        {
          text: onMq('vhost v { topology «unsupported-kind:"d.json"» }'),
          files: { 'd.json': '{"exchanges": [{"name": "x", "type": "x-local-random"}]}' },
        },
        'broker old { engine rabbitmq 3.13 account 111122223333 issuer https://keys.example.com settings { auth_oauth2.https.cacertfile = /ca.pem } }\nvhost v { exchange «unsupported-kind:x» x-local-random }',
        'broker off { engine rabbitmq 4.3 account 111122223333 issuer https://keys.example.com settings { queue_types.stream.enabled = false } }\nvhost v { stream «unsupported-kind:s» }',
      ],
      spares: [
        'vhost v { stream s exchange x x-local-random allow a { publish stream s publish exchange x } }',
        onMq(
          'on main { vhost v { stream s exchange x x-local-random allow a { publish stream s publish exchange x } } }',
        ),
        onMq(
          'vhost v { queue q exchange x x-random allow a { consume queue q publish exchange x } }',
        ),
        onMq('vhost v { never a { publish stream s } }'),
        onMq('@expect(unsupported-kind, "until March") vhost v { stream s }'),
      ],
    },
    'names-differ-by-case': {
      gives: [
        'role «names-differ-by-case:A» = arn:aws:iam::111122223333:role/upper',
        'broker «names-differ-by-case:Main» { engine rabbitmq 4.3 issuer https://keys.example.com }',
      ],
      spares: [
        'on main { role d = arn:aws:iam::111122223333:role/d }\nbroker two { engine rabbitmq 4.3 issuer https://keys.example.com }\non two { role D = arn:aws:iam::111122223333:role/d }',
      ],
    },
  },
};
