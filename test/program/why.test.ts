import assert from 'node:assert/strict';
import { answerOn, grantFor } from '#warren/program/query/answer.js';
import { asker } from '#warren/program/query/ask.js';
import { passiveRemarks, passiveRemarksOn } from '#warren/program/query/passive-declaration.js';
import { queryable, type QueryableBroker } from '#warren/program/query/queryable.js';
import { countRefusals } from '#warren/prove/refusal/read.js';
import { grantRemarks, phraseToGrant } from '#warren/program/why/refused-grant.js';
import { refusedBy, vhostRemarks } from '#warren/program/why/why.js';
import { Unaskable } from '#warren/program/query/unaskable.js';
import { Source } from '#warren/source/source.js';

const ARN = 'arn:aws:iam::111122223333:role/';

function brokers(engine: string): readonly QueryableBroker[] {
  const text = `
    broker b { engine ${engine} account 111122223333 region eu-west-1 issuer https://3f1c2b7e-0d52-4c1a-9e57-1f2a3b4c5d6e.tokens.sts.global.api.aws }
    role ship = ${ARN}ship
    role shipper = ${ARN}shipper
    vhost v {
      exchange ev topic
      exchange fan fanout
      queue series
      queue other
      stream journal
      allow shipper {
        consume queue series
        write exchange ev
        subscribe mqtt sensors client sense1
      }
      allow ship { connect }
    }`;
  const sources = [new Source('test.warren', text)];
  const read = queryable({ sources, root: '/', problems: [], textProblems: [] });
  assert(read.ok, JSON.stringify(read));
  return read.brokers;
}

/** What is answered to a refusal: about whom, the phrase that is offered, and what is told besides. */
function answered(
  what: string,
  engine = 'rabbitmq 4.3.5',
  role = 'shipper',
): { role: string; grant: readonly string[]; remarks: string } {
  const on = brokers(engine);
  const refused = refusedBy(
    `ACCESS_REFUSED - ${what} in vhost 'v' refused for user '${ARN}${role}'`,
    on,
  );
  assert(refused.kind === 'questions');
  const [question] = refused.questions;
  assert(question !== undefined);
  const asked = asker(on)(question);
  const [one] = asked;
  assert(one !== undefined);
  const proposal = grantFor(one, answerOn(one), phraseToGrant(refused.refusal, one));
  const remarks = [
    ...passiveRemarks(refused.refusal, asked),
    ...grantRemarks(refused.refusal, asked),
  ];
  return { role: question.role, grant: proposal?.phrases ?? [], remarks: remarks.join(' ') };
}

describe('a refusal', () => {
  it('of a queue without a name is told as that', () => {
    const text = `read access to queue '' in vhost 'v' refused for user '${ARN}ship'`;
    const refused = refusedBy(text, brokers('rabbitmq 4.3.5'));
    assert(refused.kind === 'meaning');
    assert.match(refused.meaning, /`read` was refused on a queue without a name/);
  });

  /** What is answered to a refusal to the role `ship`. */
  const told = (text: string): { readonly grant: readonly string[]; readonly notes: string } => {
    const on = brokers('rabbitmq 4.3.5');
    const refused = refusedBy(`${text} refused for user '${ARN}ship'`, on);
    assert(refused.kind === 'questions');
    const [question] = refused.questions;
    assert(question !== undefined);
    const [one, ...more] = asker(on, 'any')(question);
    assert(one !== undefined && more.length === 0);
    const proposal = grantFor(one, answerOn(one), phraseToGrant(refused.refusal, one));
    return { grant: proposal?.source ?? [], notes: vhostRemarks(question, [one]).join(' ') };
  };

  it('of access to a vhost that the policy does not name is answered', () => {
    for (const [vhost, note] of [
      ['billing', 'No block of the policy is about the vhost `billing`.'],
      ['w', 'No block of the policy is about the vhost `w`.'],
      ['*', 'No block of the policy is about the vhost `"\\*"`.'],
    ] as const) {
      const { grant, notes } = told(`NOT_ALLOWED - access to vhost '${vhost}'`);
      const written = vhost === '*' ? '"\\*"' : vhost;
      assert.deepEqual(grant, [`vhost ${written} {`, '  allow ship {', '    connect', '  }', '}']);
      assert.equal(notes, note);
    }
    assert.equal(told("write access to queue 'q' in vhost 'v'").notes, '');
    assert.match(told("write access to queue 'q' in vhost 'x1'").notes, /^No block/);
  });

  it('of the exchange without a name is one of the default exchange', () => {
    const { grant } = told("write access to exchange '' in vhost 'v'");
    assert.deepEqual(grant.slice(2, 3), ['    publish exchange amq.default']);
  });

  it('of what is permitted says nothing of a grant', () => {
    assert.equal(answered("write access to exchange 'ev'").remarks, '');
    assert.match(answered("write access to exchange 'ev'", undefined, 'ship').remarks, /`KEY`/);
  });
});

describe('a text with line breaks, or with several refusals', () => {
  const of = (queue: string): string =>
    `configure access to queue '${queue}' in vhost 'v' refused for user '${ARN}shipper'`;

  it('is whole where a line break stands for a blank, wherever that is', () => {
    const words = of('new').split(' ');
    for (let at = 1; at < words.length; at++)
      for (const end of ['\n', '\r\n', '\n   ', ' \n']) {
        const text = `${words.slice(0, at).join(' ')}${end}${words.slice(at).join(' ')}`;
        const refused = refusedBy(text, brokers('rabbitmq 4.3.5'));
        assert(refused.kind === 'questions', JSON.stringify([text, refused]));
        assert.equal(refused.refusal.name, 'new');
        assert.equal(refused.questions[0]?.role, 'shipper');
      }
  });

  it('is cut off where no line break makes it whole', () => {
    const text = "configure access to queue 'new'\nin vhost 'v' refused";
    assert.equal(refusedBy(text, brokers('rabbitmq 4.3.5')).kind, 'meaning');
  });

  it('is counted, each refusal once', () => {
    assert.equal(countRefusals('nothing'), 0);
    assert.equal(countRefusals(of('a')), 1);
    assert.equal(countRefusals(`${of('a')}\n${of('a')} again`), 1);
    assert.equal(countRefusals(JSON.stringify({ error: 'x', reason: of('a') })), 1);
    assert.equal(countRefusals(`${of('a')}\n${of('b')}`), 2);
    assert.equal(countRefusals(`${of('a')}, ${of('b')}, ${of('c')}`), 3);
  });
});

describe('a refusal whose names the client garbled', () => {
  const text = `broker b { engine rabbitmq 4.3 account 111122223333 issuer https://keys.example.com }
role r = ${ARN}r
vhost "depot/1 é" { queue "größe"  queue "grüße"  exchange "ä" topic  allow r { connect } }
vhost "depot/1 e" { allow r { connect } }
vhost "é1" { allow r { connect } }
vhost "è1" { allow r { connect } }
`;
  const read = (what: string, vhost: string) => {
    const known = queryable({
      sources: [new Source('test.warren', text)],
      root: '/',
      problems: [],
      textProblems: [],
    });
    assert(known.ok, JSON.stringify(known));
    return refusedBy(`${what} in vhost '${vhost}' refused for user '${ARN}r'`, known.brokers);
  };

  for (const vhost of ['depot/1 \uFFFD', 'depot/1 \uFFFD\uFFFD'])
    it(`is about the one vhost that fits ${JSON.stringify(vhost)}`, () => {
      const refused = read("write access to exchange '\uFFFD'", vhost);
      assert(refused.kind === 'questions');
      assert.equal(refused.questions[0]?.vhost, 'depot/1 é');
      assert.equal(refused.questions[0].phrase, 'write exchange "ä"');
      assert.match(refused.remarks.join(' '), /garbled the vhost .* taken for "depot\/1 é"/);
    });

  const lost = [
    ["write access to exchange 'x'", '\uFFFD1'],
    ["write access to exchange 'x'", 'depot/2 \uFFFD'],
    ["read access to queue 'gr\uFFFDe'", 'depot/1 é'],
    ["read access to queue 'gr-\uFFFD.(*)/[a]'", 'depot/1 é'],
    ["read access to topic 'a.\uFFFD' in exchange 'ä'", 'depot/1 é'],
  ] as const;
  for (const [what, vhost] of lost)
    it(`is asked for again where none or several fit: ${JSON.stringify([what, vhost])}`, () => {
      const refused = read(what, vhost);
      assert(refused.kind === 'meaning', JSON.stringify(refused));
      assert.match(refused.meaning, /garbled .*The line of the broker's log has it whole/);
    });
});

describe('why something was refused where only some brokers have the vhost', () => {
  const text = `broker a { engine rabbitmq 4.3 account 111122223333 issuer https://keys.example.com }
broker b { engine rabbitmq 4.3 account 111122223333 issuer https://keys.example.com audience other }
role r = arn:aws:iam::111122223333:role/r
on a { vhost shop { queue q  allow r { consume queue q } } }
on b { vhost fleet { queue q  allow r { consume queue q } } }
`;
  const both = (): readonly QueryableBroker[] => {
    const source = new Source('test.warren', text, '/policy/test.warren');
    const read = queryable({ sources: [source], root: '/policy', problems: [], textProblems: [] });
    assert(read.ok);
    return read.brokers;
  };
  const refusal = (vhost: string): string =>
    `ACCESS_REFUSED - write access to exchange 'q' in vhost '${vhost}' refused for user '${ARN}r'`;
  const asked = (vhost: string, broker?: string): readonly (string | undefined)[] => {
    const refused = refusedBy(refusal(vhost), both(), broker);
    assert(refused.kind === 'questions');
    return [...refused.questions.map((one) => one.broker), ...refused.remarks];
  };

  it('is asked of those, and says which', () => {
    assert.deepEqual(asked('shop'), [
      'a',
      'There is no vhost `shop` on b, so only a can have said it.',
    ]);
    assert.deepEqual(asked('fleet', 'b').slice(0, 1), ['b']);
  });

  it('is asked of the broker that is named alone, whatever it has', () => {
    assert.deepEqual(asked('shop', 'a'), ['a']);
    assert.deepEqual(asked('shop', 'b'), ['b']);
    assert.throws(() => asked('shop', 'c'), /there is no broker `c`/);
  });

  it('is asked of all where none has the vhost', () => {
    assert.deepEqual(asked('none'), ['a', 'b']);
  });
});

describe('why something was refused', () => {
  const grants: readonly (readonly [refused: string, granted: string])[] = [
    ["write access to exchange 'fan'", 'publish exchange fan'],
    ["write access to exchange 'new'", 'publish exchange new key KEY'],
    ["write access to topic 'a.b' in exchange 'ev'", 'publish exchange ev key a.b'],
    ["read access to topic 'a.b' in exchange 'ev'", 'read exchange ev key a.b'],
    ["read access to queue 'other'", 'consume queue other'],
    ["read access to exchange 'fan'", 'read exchange fan'],
    ["write access to queue 'other'", 'write queue other'],
    ["configure access to queue 'other'", 'declare queue other'],
    ["configure access to exchange 'fan'", 'declare exchange fan'],
    ["configure access to queue 'amq.gen-kgM7wYRYAGlb8tAGDAq7Xg'", 'declare queue amq.gen-*'],
    ["read access to queue 'amq.gen-kgM7wYRYAGlb8tAGDAq7Xg'", 'consume queue amq.gen-*'],
    ...['configure', 'write', 'read'].map(
      (permission) =>
        [
          `${permission} access to queue 'mqtt-subscription-fooqos0'`,
          'subscribe mqtt FILTER client foo',
        ] as const,
    ),
    ["configure access to queue 'mqtt-subscription-a bqos1'", 'subscribe mqtt FILTER client "a b"'],
    ["configure access to queue 'mqtt-subscription-foo'", 'declare queue mqtt-subscription-foo'],
    ["read access to queue 'stomp-subscription-x'", 'declare, consume queue stomp-subscription-*'],
    [
      "configure access to queue 'mqtt-will-a b'",
      'declare queue "mqtt-will-a b" dead-letter amq.topic',
    ],
    ["configure access to queue 'amq.dyn-c-l-x'", 'declare, consume queue amq.dyn-*'],
    ["configure access to queue 'amq.dyn.gen-x'", 'declare, consume queue amq.dyn.gen-*'],
    ["read access to queue 'amq.rabbitmq.reply-to.x'", 'consume queue amq.rabbitmq.reply-to.*'],
    [
      "write access to exchange 'federation: X -> b B'",
      'bind exchange "federation: X *" to exchange X key K',
    ],
  ];
  for (const [refused, granted] of grants)
    it(`offers \`${granted}\` for ${refused}`, () => {
      assert.deepEqual(answered(refused).grant, [granted]);
    });

  it('is about the role of the whole name, be it the beginning of another', () => {
    assert.equal(answered("read access to queue 'other'", 'rabbitmq 4.3', 'ship').role, 'ship');
    assert.equal(answered("read access to queue 'other'").role, 'shipper');
  });

  for (const end of ['', '...', '…', ' ', '\\', '"'])
    it(`is about nobody where the name is cut off, with ${JSON.stringify(end)}`, () => {
      const text = `read access to queue 'other' in vhost 'v' refused for user '${ARN}ship${end}`;
      const refused = refusedBy(text, brokers('rabbitmq 4.3'));
      assert(refused.kind === 'meaning');
      assert.match(refused.meaning, /`read queue other` in the vhost `v` was refused/);
      assert.match(
        refused.meaning,
        /It may be `ship`, `shipper`, or a role that the policy does not know/,
      );
    });

  it('says what an older text does, which names no permission', () => {
    const text = `ACCESS_REFUSED - access to queue 'other' in vhost 'v' refused for user '${ARN}ship`;
    const meant = (end: string): string => {
      const refused = refusedBy(`${text}${end}`, brokers('rabbitmq 4.3'));
      assert(refused.kind === 'meaning');
      return refused.meaning;
    };
    assert.match(
      meant("'"),
      /^The role `ship`, \S+\/ship, was refused access to the queue `other` in/,
    );
    assert.match(
      meant("'"),
      /`warren explain ship ['"]configure, write, read queue other['"] --vhost v`\.$/,
    );
    assert.match(
      meant('…'),
      /^A user whose name is cut off after `arn:\S+\/ship` was refused access/,
    );
  });

  const needs: readonly (readonly [engine: string, words: string])[] = [
    ['rabbitmq 4.3.5', 'it asks for any right on the name, which it holds.'],
    [
      'rabbitmq 4.3',
      'it asks for `configure` on 4.3.0, any right on the name from 4.3.1, which it holds',
    ],
    ['amazon-mq 4.2', 'it asks for nothing up to 4.2.5, `configure` on 4.2.6, any right'],
    ['rabbitmq 4.0', 'it asks for nothing.'],
  ];
  for (const [engine, words] of needs)
    it(`tells of passive declarations on ${engine}`, () => {
      const { remarks, grant } = answered("configure access to queue 'series'", engine);
      assert.match(remarks, /^`shipper` holds `read` on this queue already/);
      assert(remarks.includes(words), remarks);
      assert.deepEqual(grant, ['declare queue series']);
    });

  it('tells the same to a question, of a name that the role may not declare', () => {
    const on = brokers('rabbitmq 4.3.5');
    const told = (phrase: string): string =>
      passiveRemarksOn(asker(on)({ role: 'shipper', phrase, vhost: 'v' })).join(' ');
    assert.match(told('declare queue series'), /`shipper` holds `read` on this queue already/);
    assert.match(told('configure exchange ev'), /holds `write` on this exchange/);
    assert.match(told('declare queue other'), /^If it only looks whether the queue is there/);
    for (const phrase of [
      'declare queue series dead-letter fan',
      'declare queue s*',
      'delete queue series',
      'consume queue series',
      'connect',
    ])
      assert.equal(
        told(phrase),
        phrase.includes('dead-letter') ? told('declare queue series') : '',
      );
  });

  const tags: readonly (readonly [words: string, tag: string, remark: RegExp])[] = [
    ['Not management user', 'management', /least tag that lets a user in/],
    ['Not monitor user', 'monitoring', /for the nodes .* `tag management` is enough/],
    [
      'Not administrator user',
      'administrator',
      /For users, permissions, .* opens everything on the broker.* `tag monitoring` is enough/,
    ],
  ];
  for (const [words, tag, remark] of tags)
    it(`asks for the tag that the management API wants, and says what for: ${words}`, () => {
      const on = brokers('rabbitmq 4.3');
      const refused = refusedBy(`HTTP access denied: user '${ARN}ship' - ${words}`, on);
      assert(refused.kind === 'questions');
      assert.deepEqual(
        refused.questions.map(({ phrase }) => phrase),
        [`tag ${tag}`],
      );
      const asked = refused.questions.flatMap((question) => asker(on)(question));
      assert.match(grantRemarks(refused.refusal, asked).join(' '), remark);
    });

  it('tells who holds nothing on the name what it takes to look alone, where that is less', () => {
    const told = (what: string, engine?: string): string => answered(what, engine).remarks;
    const looking = told("configure access to queue 'other'");
    assert.match(looking, /asks for any right on the name\..*`write queue other` is the smallest/);
    assert.match(told("configure access to queue 'journal'"), /`consume stream journal` is the/);
    assert.match(told("configure access to exchange 'fan'"), /`read exchange fan` is the smallest/);
    for (const engine of ['rabbitmq 4.0.5', 'rabbitmq 4.2.6'])
      assert.equal(told("configure access to queue 'other'", engine), '');
    // A link declares that queue, and not passively.
    assert.doesNotMatch(told("configure access to queue 'federation: X'"), /only looks/);
  });

  it('tells who holds something on the name that it has no need of more to look', () => {
    assert.match(
      answered("configure access to exchange 'ev'").remarks,
      /holds `write` on this exchange/,
    );
  });

  const ofMqtt: readonly (readonly [refused: string, remark: RegExp])[] = [
    ["configure access to queue 'mqtt-subscription-fooqos0'", /MQTT client `foo`.* the filters/],
    [
      "read access to topic 'sensors.*.#' in exchange 'amq.topic'",
      /^For a client of MQTT it is `subscribe mqtt "sensors\/\+\/#" client ID`/,
    ],
    [
      "write access to topic 'sensors.a' in exchange 'amq.topic'",
      /^For a client of MQTT it is `publish mqtt sensors\/a`\.$/,
    ],
    // No topic has such a key, and no client of MQTT publishes elsewhere.
    ["write access to topic 'a.*' in exchange 'amq.topic'", /^$/],
    ["read access to topic 'a/b' in exchange 'amq.topic'", /^$/],
    ["read access to topic 'a.b' in exchange 'ev'", /^$/],
  ];
  for (const [refused, remark] of ofMqtt)
    it(`says what a client of MQTT needs for ${refused}`, () => {
      assert.match(answered(refused).remarks, remark);
    });

  const ofOthers: readonly (readonly [refused: string, remark: RegExp])[] = [
    ["read access to queue 'stomp-subscription-x'", /over STOMP.*`x-queue-name`/],
    ["read access to queue 'mqtt-will-c'", /a will with a delay.*`publish exchange amq\.default`/],
    ["configure access to queue 'amq.dyn-c-l-x'", /dynamic address of AMQP 1\.0/],
    ["read access to queue 'amq.rabbitmq.reply-to.x'", /over AMQP 0-9-1 for nothing/],
    ["write access to queue 'federation: X -> b'", /link of federation/],
  ];
  for (const [refused, remark] of ofOthers)
    it(`says whose name it is in ${refused}`, () => {
      assert.match(answered(refused).remarks, remark);
    });

  const told: readonly (readonly [text: string, meaning: RegExp])[] = [
    ['Create Stream command returned error with code 16', /takes `declare stream S`/],
    ['Delete Super Stream command returned error with code 16', /`declare super-stream P`/],
    [
      'Query Partitions command returned error with code 16 - Unknown error',
      /`publish super-stream P`/,
    ],
    [
      'Query Publisher Sequence command returned error with code 16',
      /`consume stream S`, as a publ/,
    ],
    ['Declare Publisher command returned error with code 16', /`publish stream S`/],
    ['Query offset command returned error with code 16', /`consume stream S`/],
    ["Error while creating stream 's' (16 (ACCESS_REFUSED))", /`declare stream S`/],
    ['error with code 16', /response code 16/],
    ['Stream was not found on any node', /neither read nor write/],
    ['Subscribe error: Not authorized', /`subscribe mqtt F client C`/],
    ['Publish error: Not authorized', /`publish mqtt T`/],
    ['Connection closed', /"publish mqtt T"/],
  ];
  for (const [text, meaning] of told)
    it(`says what a client means by ${JSON.stringify(text)}`, () => {
      const refused = refusedBy(text, brokers('rabbitmq 4.3'));
      assert(refused.kind === 'meaning');
      assert.match(refused.meaning, meaning);
    });

  it('offers what else the client may have done, for which the text is the same', () => {
    const told = (what: string): string => answered(what).remarks;
    const fan = told("write access to exchange 'fan'");
    assert.match(fan, /`declare queue Q dead-letter fan`.*`declare exchange E alternate fan`/);
    assert.match(told("read access to queue 'other'"), /`declare queue other dead-letter X`/);
    assert.match(told("read access to exchange 'fan'"), /`bind queue Q to exchange fan key KEY`/);
    assert.match(told("write access to queue 'other'"), /`bind queue other to exchange X key KEY`/);
    assert.doesNotMatch(told("configure access to queue 'other'"), /does not tell/);
  });

  it('asks whether a client of MQTT is meant as which the role may subscribe', () => {
    const told = (client: string): string =>
      answered(`configure access to queue 'mqtt-subscription-${client}qos1'`).remarks;
    assert.match(told('sense2'), /Did you mean the client `sense1`, as which the role may/);
    assert.doesNotMatch(told('elsewhere'), /Did you mean/);
  });

  const bare: readonly (readonly [text: string, words: RegExp])[] = [
    ['closed', /connection ended\. A client of MQTT .*the broker's log.*docs\/protocols\.md/],
    ['Error: socket closed', /connection ended/],
    ['403', /reply code ACCESS_REFUSED.*the broker's log/],
    ['530', /reply code NOT_ALLOWED/],
    ['16', /response code 16 of the stream protocol is: access refused/],
    ['response code 17', /response code 17 of the stream protocol is: .*`amq\.…`/],
    ['Create Super Stream command returned error with code 17', /code 17 of the stream/],
    ['nothing of that', /^that is no refusal that RabbitMQ [^:]*return$/],
    ['999', /return$/],
  ];
  for (const [text, words] of bare)
    it(`says of ${JSON.stringify(text)} what it may be`, () => {
      assert.throws(
        () => refusedBy(text, brokers('rabbitmq 4.3')),
        (error) => error instanceof Unaskable && words.test(error.message),
      );
    });

  it("advises a name of the role's own for a queue that the server named", () => {
    assert.match(answered("configure access to queue 'amq.gen-x'").remarks, /everybody's queues/);
  });
});
