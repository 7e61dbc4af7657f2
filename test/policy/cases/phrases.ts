import { BROKER, ROLES, type CaseTable } from './case.js';

const inVhost = (phrase: string): string => `vhost v { allow a { ${phrase} } }`;
const mq = (settings: string): string =>
  `broker mq { engine amazon-mq 4.2 issuer https://3f1c2b7e-0d52-4c1a-9e57-1f2a3b4c5d6e.tokens.sts.global.api.aws ${settings} }\n`;
const full = mq('account 111122223333 region eu-west-1 id b-1 configuration c-1');

const noBroker = { 'beside.warren': '' };

/** What can be wrong with a phrase. */
export const phraseCases: CaseTable = {
  beside: BROKER + ROLES,
  cases: {
    'verb-of-other-kind': {
      gives: [
        inVhost('publish «verb-of-other-kind:queue» q'),
        inVhost('consume «verb-of-other-kind:exchange» x'),
        inVhost('purge «verb-of-other-kind:resource» x'),
        inVhost('declare, publish «verb-of-other-kind:queue» q'),
        inVhost('bind «verb-of-other-kind:resource» q to exchange x'),
        inVhost('write «verb-of-other-kind:super-stream» x'),
        inVhost('purge «verb-of-other-kind:super-stream» x'),
        inVhost('bind «verb-of-other-kind:super-stream» x to exchange y'),
        'profile p(x) { publish «verb-of-other-kind:queue» ${x} consume queue ${x} «clause-not-taken:key» k }',
      ],
      spares: [
        inVhost('publish stream s'),
        inVhost('consume stream s'),
        inVhost('read exchange x'),
      ],
    },
    'clause-not-taken': {
      gives: [
        inVhost('consume queue q «clause-not-taken:key» k'),
        inVhost('publish super-stream x «clause-not-taken:key» k'),
        inVhost('write queue q «clause-not-taken:key» k'),
        inVhost('declare queue q «clause-not-taken:alternate» x'),
        inVhost('declare exchange x «clause-not-taken:dead-letter» y'),
        inVhost('delete queue q «clause-not-taken:dead-letter» y'),
        inVhost('bind queue q «clause-not-taken:from» exchange x'),
        inVhost('declare, delete queue q «clause-not-taken:dead-letter» y'),
        inVhost('publish stream s «clause-not-taken:key» k'),
        inVhost('publish mqtt a/b «clause-not-taken:key» k'),
        inVhost('subscribe mqtt a/b «clause-not-taken:key» k'),
      ],
      spares: [inVhost('write, read resource r key k')],
    },
    'clause-twice': {
      gives: [inVhost('publish exchange x key k «clause-twice:key» l')],
      spares: [inVhost('publish exchange x key k, l')],
    },
    'clause-missing': {
      gives: [
        inVhost('«clause-missing:bind» queue q'),
        inVhost('«clause-missing:unbind» exchange x key k'),
      ],
      spares: [inVhost('unbind exchange x from exchange y key k')],
    },
    'condition-not-taken': {
      gives: [
        `${full}on mq { allow a { «condition-not-taken:create» where tag k = v } }`,
        `${full}on mq { allow a { «condition-not-taken:deploy», mq:CreateTags where request-tag k = v } }`,
        `${full}on mq { allow a { «condition-not-taken:mq:ListBrokers» where tag k = v } }`,
        `${full}on mq { allow a { «condition-not-taken:mq:DeleteTags» where request-tag k = v } }`,
        `${full}on mq { never a { «condition-not-taken:observe» where tag k = v, request-tag k = v } }`,
      ],
      spares: [
        `${full}on mq { allow a { observe, mq:RebootBroker, mq:DeleteTags where tag k = v, tag "l m" = "\${region}-*" } }`,
        `${full}on mq { allow a { create where request-tag k = "" mq:CreateTags where tag k = v, request-tag k = v } }`,
        `${full}on mq { profile p(t) { reboot where tag team = \${t} } allow a { p(orders) } }`,
      ],
    },
    'tag-twice': {
      gives: [`${full}on mq { allow a { reboot where tag k = v, «tag-twice:tag K = w» } }`],
      spares: [`${full}on mq { allow a { mq:CreateTags where tag k = v, request-tag k = v } }`],
    },
    'bad-tag': {
      gives: [
        `${full}on mq { allow a { reboot where tag «bad-tag:k*» = v } }`,
        `${full}on mq { allow a { reboot where tag «bad-tag:""» = v } }`,
        `${full}on mq { allow a { reboot where tag k = «bad-tag:"snowman ☃"» } }`,
        `${full}on mq { allow a { reboot where tag «bad-tag:${'k'.repeat(129)}» = v } }`,
        `${full}on mq { allow a { reboot where tag k = «bad-tag:${'v'.repeat(257)}» } }`,
        `${full}on mq { profile p(t) { reboot where tag «bad-tag:\${t}» = v } allow a { p("*") } }`,
      ],
      spares: [
        `${full}on mq { allow a { reboot where tag ${'k'.repeat(128)} = ${'v'.repeat(256)}, tag "aws:x" = "é\\*" } }`,
      ],
    },
    'top-level-only': {
      gives: [
        inVhost('«top-level-only:tag» monitoring'),
        inVhost('«top-level-only:deploy»'),
        'profile p() { «top-level-only:tag» monitoring }\nvhost v { allow a { p() } }',
        'vhost v { never a { «top-level-only:tag» monitoring } }',
      ],
      spares: ['allow a { tag monitoring }', 'never a { tag monitoring }'],
    },
    'vhost-only': {
      gives: [
        'allow a { «vhost-only:connect» }',
        'allow a { «vhost-only:consume» queue q }',
        'profile p() { «vhost-only:consume» queue q }\nallow a { p() }',
      ],
      spares: ['never a { connect consume queue q }'],
    },
    'unknown-tag': {
      gives: [
        'allow a { tag monitoring, «unknown-tag:administator» }',
        'profile p() { tag «unknown-tag:adminstrator» }\nprofile q() { p() }',
      ],
      spares: ['allow a { tag monitoring, management, impersonator }'],
    },
    'unknown-action': {
      gives: [
        `${full}on mq { allow a { «unknown-action:mq:RebotBroker» } }`,
        'profile p() { «unknown-action:mq:RebotBroker» }',
      ],
      spares: [`${full}on mq { allow a { mq:RebootBroker } }`],
    },
    'api-right-on-own-broker': {
      gives: [
        'allow a { «api-right-on-own-broker:deploy» }',
        { text: `${ROLES}never a { «api-right-on-own-broker:deploy» }`, files: noBroker },
      ],
      spares: [`${full}on mq { allow a { deploy } }`, 'profile p() { deploy }'],
    },
    'missing-setting-for-right': {
      gives: [
        `${mq('account 111122223333 region eu-west-1 id b-1')}on mq { allow a { «missing-setting-for-right:deploy» } }`,
        `${mq('account 111122223333 id b-1')}on mq { allow a { «missing-setting-for-right:reboot» } }`,
        `${mq('account 111122223333 region «bad-setting:eu-west-1a» id «bad-setting:x»')}on mq { allow a { «missing-setting-for-right:deploy» reboot } }`,
      ],
      spares: [
        `${full}on mq { allow a { deploy observe create } }`,
        `${mq('account 111122223333 region eu-west-1 id b-1')}on mq { allow a { reboot } }`,
        `${mq('')}on mq { never a { deploy } }`,
      ],
    },
    'undeclared-name': {
      gives: [
        'vhost v { queue orders.work  allow a { consume queue «undeclared-name:orders.wrok» } }',
        'vhost v { queue orders.work  never a { consume queue «undeclared-name:payments.*» } }',
        'vhost v { queue q  test "t" { can a { consume queue «undeclared-name:r» } } }',
        'vhost v { exchange x fanout  allow a { bind queue q to exchange «undeclared-name:y» } }',
        'vhost v { stream s  allow a { publish stream «undeclared-name:t» } }',
        'vhost v { queue q exchange x  allow a { configure resource «undeclared-name:z» } }',
        'vhost v { stream y-* exchange x  allow a { publish super-stream «undeclared-name:y» } }',
        'vhost v { queue a-dlq  never a { consume queue «undeclared-name:*-dl» } }',
        'vhost v { queue q  never a { consume queue «undeclared-name:a*» } }',
        'profile p(n) { consume queue «undeclared-name:${n}» }\nvhost v { queue q  allow a { p(r) } }',
      ],
      spares: [
        'vhost v { queue orders.*  allow a { consume queue orders.work } }',
        'vhost v { queue orders.*  never a { consume queue *.work } }',
        'vhost v { exchange x fanout  allow a { consume queue q publish exchange x } }',
        'vhost v { queue q  allow a { configure resource z, q } }',
        'vhost v { stream s  allow a { consume queue s } }',
        'vhost v* { queue q }\nvhost v1 { queue r  allow a { consume queue q, r } }',
        'vhost v { queue q exchange x  allow a { consume queue amq.gen-*, q publish exchange amq.topic, x } }',
      ],
    },
    'no-mqtt-topic': {
      gives: [
        inVhost('publish mqtt «no-mqtt-topic:"a/+"»'),
        inVhost('publish mqtt «no-mqtt-topic:"a/#"»'),
        inVhost('subscribe mqtt «no-mqtt-topic:"a+/b"» client c'),
        inVhost('subscribe mqtt «no-mqtt-topic:"a/b#"» client c'),
        inVhost('subscribe mqtt «no-mqtt-topic:"#/a"», x client c'),
        inVhost('subscribe mqtt «no-mqtt-topic:"a/*+"» client c'),
        inVhost('publish mqtt a, «no-mqtt-topic:"+"»'),
        'vhost v { never a { publish mqtt «no-mqtt-topic:"a/#"» } }',
        'profile p(x) { publish mqtt «no-mqtt-topic:"a/${x}"» }\nvhost v { allow a { p("#") } }',
      ],
      spares: [
        inVhost('subscribe mqtt "#", "+", "a/+/b", "+/a/#", "/a", "a//+" client c'),
        inVhost('publish mqtt "a b", a/*, /a, "$SYS/x"'),
        'vhost v { exchange x topic queue q  allow a { subscribe mqtt a/* client c-* publish exchange x consume queue q } }',
      ],
    },
    'undeclared-partitions': {
      gives: [
        'vhost v { exchange x stream y-*  allow a { publish super-stream «undeclared-partitions:x» } }',
        'vhost v { exchange x stream x  never a { consume super-stream «undeclared-partitions:x» } }',
        'vhost v { exchange x.1 stream x-*  test "t" { can a { delete super-stream «undeclared-partitions:x.*» } } }',
        'profile p(n) { declare super-stream «undeclared-partitions:${n}» }\nvhost v { exchange x stream y  allow a { p(x) } }',
      ],
      spares: [
        'vhost v { exchange x stream x-0  allow a { publish super-stream x } }',
        'vhost v { exchange x stream *  allow a { publish super-stream x } }',
        'vhost v { exchange x queue q  allow a { publish super-stream x consume queue q } }',
        'vhost v { allow a { publish super-stream x } }',
        'vhost v { exchange x.1 stream x.1-a  allow a { consume super-stream x.* } }',
      ],
    },
    'key-on-other-type': {
      gives: [
        'vhost v { exchange x fanout  allow a { publish exchange x key «key-on-other-type:k» } }',
        'vhost v { allow a { publish exchange amq.direct key «key-on-other-type:k», «key-on-other-type:l» } }',
        'vhost v { exchange x.1 fanout exchange x.2 direct  allow a { bind queue q to exchange x.* key «key-on-other-type:k» } }',
      ],
      spares: [
        'vhost v { exchange x topic  allow a { publish exchange x key k } }',
        'vhost v { exchange x  allow a { publish exchange x key k } }',
        'vhost v { exchange x.1 fanout exchange x.2 topic  allow a { publish exchange x.* key k } }',
        'vhost v { exchange x fanout  allow a { write resource x key k } }',
      ],
    },
    'lost-in-gap': {
      gives: [
        'vhost v { queue b-dlq queue a-dlq-dlq  allow a { consume queue «lost-in-gap:*-dlq» } }',
        'vhost v { queue b-dlq queue a-dlq-dlq  test "t" { can a { consume queue «lost-in-gap:*-dlq» } } }',
        'vhost v { queue a-dlq-dlq  allow a { consume queue «lost-in-gap:*-dlq» } }',
        'vhost v { exchange x-e exchange x-e-e  allow a { bind queue q to exchange «lost-in-gap:*-e» } }',
        'vhost v { queue b-dlq queue a-dlq-dlq  allow a { consume queue «lost-in-gap:*-dlq» } allow b { consume queue a-dlq-dlq } }',
        'vhost «lost-in-gap:*-dlq» { allow a { connect } }\nvhost a-dlq-dlq { queue q }',
      ],
      spares: [
        'vhost v { queue a-dlq-dlq  allow a { consume queue *-dlq, a-dlq-dlq } }',
        'vhost v { queue b-dlq queue a-dlq-dlq  allow a { consume queue *-dlq, a-dlq-dlq } }',
        'vhost v { queue b-dlq queue a-dlq-dlq  never a { consume queue *-dlq } }',
        'vhost v { queue dlq-b queue dlq-dlq-a  allow a { consume queue dlq-* } }',
        'vhost *-dlq { never a { connect } }\nvhost a-dlq-dlq { queue q }',
      ],
    },
    'duplicate-resource': {
      gives: [
        'vhost v { queue q queue «duplicate-resource:q» }',
        'vhost v { queue q }\nvhost v { stream «duplicate-resource:q» }',
        'vhost v { exchange x topic exchange «duplicate-resource:x» fanout }',
        {
          text: 'vhost v { queue q topology «duplicate-resource:"d.json"» }',
          files: { 'd.json': '{"queues": [{"name": "q", "type": "stream"}]}' },
        },
      ],
      spares: [
        'vhost v { queue same exchange same }',
        'vhost v { queue q queue q* }',
        {
          text: 'vhost v { queue q topology "d.json" }',
          files: { 'd.json': '{"queues": [{"name": "q", "type": "quorum"}]}' },
        },
      ],
    },
    'built-in-type': {
      gives: [
        'vhost v { exchange «built-in-type:amq.fanout» topic }',
        'vhost * { exchange «built-in-type:amq.topic» "Topic" exchange «built-in-type:amq.default» topic }',
        {
          text: 'vhost v { topology «built-in-type:"d.json"» }',
          files: {
            'd.json': '{"exchanges": [{"name": "amq.topic", "vhost": "v", "type": "direct"}]}',
          },
        },
      ],
      spares: [
        'vhost v { exchange amq.fanout fanout exchange amq.match exchange amq.rabbitmq.trace topic }',
        'vhost v { exchange a* topic queue amq.fanout exchange amq.own topic }',
        {
          text: 'vhost v { topology "d.json" }',
          files: {
            'd.json': '{"exchanges": [{"name": "amq.topic", "vhost": "v", "type": "topic"}]}',
          },
        },
      ],
    },
    'unknown-exchange-type': {
      gives: ['vhost v { exchange x «unknown-exchange-type:topics» }'],
      spares: ['vhost v { exchange x x-delayed-message exchange y "topics" exchange z headers }'],
    },
  },
};
