import assert from 'node:assert/strict';
import { checkPolicy } from '#warren/program/check.js';
import { Source } from '#warren/source/source.js';

/** The warnings `walked-round` of a policy for `fulfil`, `mailer` and `shipper`. */
function walks(engine: string, rules: string): readonly string[] {
  const roles = ['fulfil', 'mailer', 'shipper'].map(
    (name) => `role ${name} = arn:aws:iam::111122223333:role/${name}`,
  );
  const text = `broker b { engine ${engine} account 111122223333 issuer https://keys.example.com }
${roles.join('\n')}
vhost shop {
  exchange shop.events topic
  queue mail.*
  ${rules}
}`;
  const source = new Source('test.warren', text, '/policy/test.warren');
  const policy = { sources: [source], root: '/policy', problems: [], textProblems: [] };
  const { diagnostics } = checkPolicy(policy, {});
  return diagnostics.filter(({ code }) => code === 'walked-round').map(({ message }) => message);
}

describe('a guardrail that several roles get round', () => {
  const mailer = `allow mailer {
    declare, consume queue mail.*
    bind queue mail.* to exchange shop.events key order.*
  }`;
  const both = 'declare, consume queue own.* bind queue own.* to exchange shop.events key parcel.*';
  const fulfil = (role: string): string =>
    `allow ${role} { publish exchange shop.events key parcel.* ${both} }`;
  const never = 'queue own.*  never anyone { publish exchange shop.events key payment.settled }';

  it('is told with a remedy for each cause', () => {
    const [said = '', ...more] = walks('rabbitmq 4.2', `${mailer} ${fulfil('fulfil')} ${never}`);
    assert.deepEqual(more, []);
    assert.doesNotMatch(said, /So it is with/);
    assert.match(said, /`fulfil` can make messages arrive .*with any key is enough for it/);
    assert.match(said, /Another way is open to `mailer`\. Over AMQP 1\.0 the releases/);
  });

  it('is told with one remedy where they have one cause', () => {
    const [said = ''] = walks(
      'rabbitmq 4.3.6',
      `${fulfil('fulfil')} ${fulfil('shipper')} ${never}`,
    );
    assert.match(said, /So it is with `shipper`\. The right to write/);
    assert.doesNotMatch(said, /Another way/);
  });

  it('tells of clients of MQTT those alone whose phrases are of MQTT', () => {
    const amqp =
      'publish exchange amq.topic key tele.* declare, consume queue mail.* bind queue mail.* to exchange amq.topic key tele.*';
    const mqtt =
      'publish mqtt "tele/*" subscribe mqtt "cmd/+" client "c*" declare, consume queue mail.* bind queue mail.* to exchange amq.topic key tele.*';
    const never = 'never anyone { publish exchange amq.topic key payment.settled }';
    const [said = ''] = walks('rabbitmq 4.3.6', `allow fulfil { ${amqp} } ${never}`);
    assert.match(said, /an exchange of its own that an operator binds to `amq\.topic`/);
    assert.doesNotMatch(said, /MQTT/);
    const [ofMqtt = ''] = walks('rabbitmq 4.3.6', `allow fulfil { ${mqtt} } ${never}`);
    assert.match(ofMqtt, /clients of MQTT have no other exchange/);
  });
});
