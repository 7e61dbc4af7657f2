import assert from 'node:assert/strict';
import { checkPolicy } from '#warren/program/check.js';
import { Source } from '#warren/source/source.js';
import { diagnose } from './harness.js';

const issuer = 'https://3f1c2b7e-0d52-4c1a-9e57-1f2a3b4c5d6e.tokens.sts.global.api.aws';
const other = 'https://4f1c2b7e-0d52-4c1a-9e57-1f2a3b4c5d6e.tokens.sts.global.api.aws';
const roles = 'role a = arn:aws:iam::111122223333:role/a\n';

/** What is said of a policy, each as its code and message, with where its notes lead. */
function told(text: string, files: Readonly<Record<string, string>> = {}): readonly string[] {
  const { diagnostics } = diagnose({ 'roles.warren': roles, 'p.warren': text, ...files });
  return diagnostics.map(({ code, message, notes }) =>
    [`${code}: ${message}`, ...notes.map((note) => note.message)].join(' | '),
  );
}

describe('what holds for several brokers', () => {
  const four = `broker b1, b2, b3, b4 { engine amazon-mq 4.3 account 111122223333 region eu-west-1 issuer ${issuer} }`;

  it('is told once, with the brokers: streams', () => {
    assert.deepEqual(told(`${four}\nvhost v { stream s }`), [
      'unsupported-kind: The stream `s` cannot be used on `b1`, `b2`, `b3` and 1 more: Amazon MQ does not support streams, and loses what is published to one. Use a quorum queue, or say it for other brokers alone, in an `on` block.',
    ]);
  });

  it('is told with where other brokers have the name', () => {
    const three = `broker p1, p2, p3 { engine amazon-mq 4.3 account 111122223333 region eu-west-1 issuer ${issuer} }`;
    const some = 'on p1 { role w = arn:aws:iam::111122223333:role/w\nvhost v { queue mail } }';
    const { diagnostics } = diagnose({
      'roles.warren': roles,
      'p.warren': `${three}\n${some}\nvhost v { queue q\nallow a { consume queue mail }\nallow w { consume queue q } }`,
    });
    const found = diagnostics.filter(({ severity }) => severity === 'error');
    assert.deepEqual(
      found.map(({ code, on }) => [code, on?.names, on?.as]),
      [
        ['undeclared-name', ['p2', 'p3'], undefined],
        ['unknown-name', ['p2', 'p3'], undefined],
      ],
    );
    assert.deepEqual(
      found.map(({ notes }) => notes.map(({ message }) => message)),
      [['`mail` is declared here, on p1 alone.'], ['`w` is declared here, on p1 alone.']],
    );
    assert.ok(found.every(({ message }) => !/`p\d`/.test(message)));
  });

  it('is told once: what is given twice', () => {
    const twice = `broker b1, b2 { engine amazon-mq 4.3 account 111122223333 issuer ${issuer} region eu-west-1 region eu-west-1 let x = 1 let x = 1 }`;
    const sources = [new Source('p.warren', twice)];
    const { diagnostics } = checkPolicy({ sources, root: '/', problems: [], textProblems: [] });
    assert.deepEqual(
      diagnostics.map(({ code, on }) => [code, on?.names]),
      [
        ['duplicate-setting', ['b1', 'b2']],
        ['duplicate-setting', ['b1', 'b2']],
      ],
    );
  });

  it('is told once for each reason', () => {
    const own =
      'broker own { engine rabbitmq 3.13 issuer https://keys.example.com settings { auth_oauth2.https.cacertfile = /ca.pem } }';
    const found = told(`${four}\n${own}\nvhost v { exchange x x-local-random }`);
    assert.deepEqual(
      found.map((text) => text.replace(/\. Use.*/, '')),
      [
        'unsupported-kind: The exchange `x` cannot be used on `b1`, `b2`, `b3` and 1 more: Amazon MQ does not support local random exchanges, as its nodes stand behind a load balancer',
        'unsupported-kind: The exchange `x` cannot be used on `own`: RabbitMQ 3.13 has no local random exchanges',
      ],
    );
  });

  it('is told once for a topology file, with some of the names', () => {
    const queues = ['s1', 's2', 's3', 's4', 's5'].map((name) => ({ name, type: 'stream' }));
    const files = { 'd.json': JSON.stringify({ queues: [...queues, { name: 'q' }] }) };
    const found = told(`${four}\nvhost v { topology "d.json" }`, files);
    assert.equal(found.length, 1);
    assert.match(found[0] ?? '', /The streams `s1`, `s2`, `s3` and 2 more cannot be used on `b1`/);
  });

  it('is told once where profiles lead there twice', () => {
    const use =
      'profile p(n) { publish stream ${n} }\nvhost v { allow a { p(s) } }\nvhost w { allow a { p(s) } }';
    assert.equal(told(`${four}\n${use}`).length, 1);
  });

  it('is told once: an issuer of two accounts', () => {
    const text = `broker b1, b2, b3 { engine amazon-mq 4.3 issuer ${issuer} }
broker b1, b2 { account 111122223333 }
broker b3 { account 444455556666 }`;
    assert.deepEqual(told(text), [
      `issuer-of-two-accounts: The brokers \`b1\`, \`b2\` and \`b3\` have one issuer, \`${issuer}\`, but are of the accounts \`111122223333\` and \`444455556666\`. An issuer belongs to one account: ask each account for its own. | \`b1\` says \`111122223333\`. | \`b3\` says \`444455556666\`.`,
    ]);
  });

  it('is told once: an account of two issuers', () => {
    const text = `broker b1, b2, b3 { engine amazon-mq 4.3 account 111122223333 }
broker b1, b2 { issuer ${issuer} }
broker b3 { issuer ${other} }`;
    const [found, ...more] = told(text);
    assert.deepEqual(more, []);
    assert.match(found ?? '', /^account-of-two-issuers: The brokers `b1`, `b2` and `b3` are of/);
  });

  it('is told once: an ARN that is elsewhere, for the brokers that it is elsewhere for', () => {
    const text = `broker b1, b2, b3 { engine amazon-mq 4.3 account 111122223333 issuer ${issuer}
  settings {
    aws.arns.ssl_options.cacertfile = arn:aws:secretsmanager:eu-west-1:111122223333:secret:ca-AbCdEf
    aws.arns.assume_role_arn = arn:aws:iam::\${account}:role/mq
  }
}
broker b1 { region eu-west-1 }
broker b2, b3 { region eu-west-2 }`;
    assert.deepEqual(told(text), [
      'foreign-arn: `aws.arns.ssl_options.cacertfile` names the region `eu-west-1`, but Amazon MQ reads in the region of the broker, which for `b2` and `b3` is `eu-west-2`.',
    ]);
  });

  it('is told once: a proxy that anybody can play, for the brokers with internal users apart', () => {
    const text = `broker b1, b2, b3 { engine rabbitmq 4.3 account 111122223333 issuer ${issuer} settings { proxy_protocol = true } }
broker b2, b3 { internal-users on }
broker b4 { engine rabbitmq 4.2.5 settings { proxy_protocol = true } }
broker b5 { engine rabbitmq 4.2 settings { proxy_protocol = true } }
broker b6 { engine rabbitmq 4.1 settings { mqtt.proxy_protocol = true } }
broker b4, b5, b6 {
  internal-users on
  issuer ${issuer}
  settings { auth_oauth2.https.cacertfile = /ca.pem }
}`;
    const found = told(text);
    assert.deepEqual(
      found.map((message) =>
        /^\S+ `\S+ = true` on (.*?): .*?(127.0.0.1 too|host of the broker|the log)/
          .exec(message)
          ?.slice(1),
      ),
      [
        ['`b1`', 'the log'],
        ['`b2` and `b3`', '127.0.0.1 too'],
        ['`b4`', 'host of the broker'],
        ['`b5`', '127.0.0.1 too'],
        ['`b6`', '127.0.0.1 too'],
      ],
    );
  });

  it('is told once: a region', () => {
    const text = `broker b1, b2 { engine amazon-mq 4.3 account 111122223333 region eu-wset-1 issuer ${issuer} }`;
    assert.deepEqual(told(text), [
      'unknown-region: AWS has no region `eu-wset-1` that this version of Warren knows. Did you mean `eu-west-1`?',
    ]);
  });

  it('says nothing of what an unknown engine has', () => {
    const text = `broker b1 { engine amazon-mq 9.9 account 111122223333 issuer ${issuer} }\nvhost v { stream s exchange x x-local-random }`;
    assert.deepEqual(
      told(text).map((message) => message.split(':')[0]),
      ['unknown-engine'],
    );
  });
});

describe('a `can` that does not hold', () => {
  it('is told the line that would do for the whole phrase', () => {
    const text = `broker b { engine amazon-mq 4.3 account 111122223333 region eu-west-1 issuer ${issuer} }
      ${roles} vhost v { queue q queue r queue own  allow a { consume queue own }
      test "t" { can a { consume queue q, own, r } } }`;
    const sources = [new Source('p.warren', text)];
    const { diagnostics } = checkPolicy({ sources, root: '/', problems: [], textProblems: [] });
    const notes = diagnostics
      .filter(({ code }) => code === 'cannot')
      .flatMap((one) => one.notes.map(({ message }) => message));
    assert.equal(
      notes.at(-1),
      '`allow a { consume queue q consume queue r }` in `vhost v` would permit it.',
    );
  });
});
