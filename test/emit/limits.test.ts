import assert from 'node:assert/strict';
import { chosenExtras, type Extra } from '#warren/emit/chosen-extras.js';
import { checkPolicy } from '#warren/program/check.js';
import { loadPolicy } from '#warren/source/load.js';
import { inFolder } from '../source/temporary.js';

const ISSUER = 'https://3f1c2b7e-0d52-4c1a-9e57-1f2a3b4c5d6e.tokens.sts.global.api.aws';

/** Brokers of one role, all with an audience of so many characters. */
function manyBrokers(count: number, length: number): string {
  const brokers = Array.from({ length: count }, (_, at) => {
    const audience = `a${at}`.padEnd(length, 'x');
    return `broker b${at} { engine rabbitmq 4.3.3 audience ${audience} scope-prefix s. account 111122223333 issuer ${ISSUER} }`;
  });
  const rules = 'role r = arn:aws:iam::111122223333:role/r\nvhost v { allow r { connect } }';
  return [...brokers, rules].join('\n');
}

/** So many roles, each with a queue of its own, on one broker. */
function manyRoles(count: number, engine: string): string {
  const roles = Array.from(
    { length: count },
    (_, at) =>
      `role r${at} = arn:aws:iam::111122223333:role/r${at}\nvhost v { allow r${at} { consume queue q${at} } }`,
  );
  return [`broker b { engine ${engine} account 111122223333 issuer ${ISSUER} }`, ...roles].join(
    '\n',
  );
}

interface Outcome {
  readonly messages: readonly string[];
  readonly paths: readonly string[];
}

function compile(text: string, ...extras: readonly Extra[]): Outcome {
  return inFolder({ 'a.warren': text }, (folder) => {
    const loaded = loadPolicy([folder], folder);
    const { diagnostics, artifacts } = checkPolicy(loaded, {
      forOutput: true,
      extras: chosenExtras(extras),
    });
    return {
      messages: diagnostics.map(({ code, message }) => `${code}: ${message}`),
      paths: artifacts.flatMap(({ name, files }) => files.map(({ path }) => `${name}/${path}`)),
    };
  });
}

describe('the limits of AWS', () => {
  it('divide a long policy into several, numbered', () => {
    const { messages, paths } = compile(manyBrokers(30, 1000), 'iam-combined', 'terraform');
    assert.deepEqual(messages, []);
    const account = paths.filter((path) => path.startsWith('111122223333/iam/'));
    assert.deepEqual(account, [
      ...['r~1', 'r~2', 'r~3', 'r~4', 'r~5', 'r~6', 'r~7', 'r~8'].map(
        (name) => `111122223333/iam/${name}.json`,
      ),
    ]);
  });

  it('stop more policies than a role can have, with the sizes', () => {
    const { messages, paths } = compile(manyBrokers(60, 1000), 'iam-combined');
    assert.equal(messages.length, 1);
    assert.match(
      messages[0] ?? '',
      /^too-many-policies: .*`r` for the account `111122223333` has \d{5} characters, which makes 1\d managed policies; IAM attaches 10 to a role\./,
    );
    assert.deepEqual(paths, []);
  });

  it('stop a guard that cannot be divided, with the size', () => {
    const { messages, paths } = compile(manyBrokers(11, 1000), 'token-guard');
    assert.match(
      messages[0] ?? '',
      /^guard-too-long: The service control policy .* `r` needs 11\d{3} characters; AWS takes 10240\./,
    );
    assert.match(messages[1] ?? '', /^boundary-too-long: /);
    assert.deepEqual(paths, []);
    assert.deepEqual(compile(manyBrokers(4, 1000), 'token-guard').messages, []);
  });

  it('leave out a boundary that is too long, and nothing else', () => {
    const { messages, paths } = compile(manyBrokers(7, 1000), 'token-guard');
    assert.equal(messages.length, 1);
    assert.match(
      messages[0] ?? '',
      /^boundary-too-long: The permissions boundary of `r` would have 7\d{3} characters, and IAM takes 6144/,
    );
    const guard = paths.filter((path) => path.includes('token-guard'));
    assert.deepEqual(guard, [
      '111122223333/token-guard/scp~1.json',
      '111122223333/token-guard/scp~2.json',
    ]);
  });

  it('leave out a reservation for more roles than a policy can name, and tell of many policies', () => {
    const some = compile(manyRoles(120, 'amazon-mq 4.2'), 'token-guard');
    assert.deepEqual(some.messages, []);
    const many = compile(manyRoles(900, 'amazon-mq 4.2'), 'token-guard');
    const codes = many.messages.map((message) => message.replace(/:.*/s, ''));
    assert.deepEqual(codes.toSorted(), ['many-guards', 'reservation-too-long', 'slow-boot']);
    assert.ok(many.paths.includes('111122223333/token-guard/scp~1.json'));
  });

  it('warn of a template that is too long for a call', () => {
    const text = manyRoles(120, 'amazon-mq 4.2');
    assert.deepEqual(compile(text).messages, []);
    const { messages, paths } = compile(text, 'cloudformation');
    assert.match(
      messages.join(),
      /^large-template: The CloudFormation template for `b` has \d{5,6} bytes\./,
    );
    assert.ok(paths.includes('b/cloudformation.yaml'));
    assert.match(
      compile(manyRoles(500, 'rabbitmq 4.3.3'), 'cloudformation').messages.join(),
      /^large-template/,
    );
    assert.match(
      compile(manyRoles(501, 'rabbitmq 4.3.3'), 'cloudformation').messages.join(),
      /^template-too-large: .* and 501 resources; CloudFormation takes 1048576 and 500\./,
    );
  });

  it('warn of a slow boot where the aliases have to stand in rabbitmq.conf, with the estimate', () => {
    assert.deepEqual(compile(manyRoles(350, 'amazon-mq 4.2')).messages, []);
    const { messages, paths } = compile(manyRoles(600, 'amazon-mq 4.2'));
    assert.match(
      messages.join(),
      /^slow-boot: The rabbitmq\.conf of the broker `b` has \d{5} bytes, with 600 aliases, and .* about 1\d seconds/,
    );
    assert.ok(paths.includes('b/rabbitmq.conf'));
    const own = compile(manyRoles(600, 'rabbitmq 4.3.3'));
    assert.deepEqual(own.messages, []);
    assert.ok(own.paths.includes('b/advanced.config'));
  });
});
