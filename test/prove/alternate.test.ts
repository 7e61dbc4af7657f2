import assert from 'node:assert/strict';
import { checkPolicy } from '#warren/program/check.js';
import { Source } from '#warren/source/source.js';

/** Releases that ask for rights on an alternate exchange over every protocol, and those that do not. */
const ASKED = ['rabbitmq 3.13', 'rabbitmq 4.2.9', 'rabbitmq 4.3.3', 'rabbitmq 4.3.6'];
const FREE = ['rabbitmq 4.0', 'rabbitmq 4.2.8', 'rabbitmq 4.3.2', 'rabbitmq 4.3', 'amazon-mq 4.2'];

/** What is said of a policy on an engine, by code, with the texts. */
function said(engine: string, rules: string): readonly (readonly [code: string, text: string])[] {
  const text = `broker b { engine ${engine} account 111122223333 issuer https://keys.example.com }
role maker = arn:aws:iam::111122223333:role/maker
vhost v {
  exchange audit fanout
  exchange own.* fanout
  allow maker { declare exchange own.*  publish exchange own.* }
  ${rules}
}`;
  const source = new Source('test.warren', text, '/policy/test.warren');
  const policy = { sources: [source], root: '/policy', problems: [], textProblems: [] };
  return checkPolicy(policy, {}).diagnostics.map((one) => [
    one.code,
    [one.message, ...one.notes.map(({ message }) => message)].join('\n'),
  ]);
}

describe('an alternate exchange that a client names over AMQP 1.0', () => {
  const named = 'never maker { declare exchange own.a alternate audit }';
  const published = 'never maker { publish exchange audit }';
  const keyed = 'exchange ev topic never maker { publish exchange ev key secret.* }';

  for (const engine of FREE) {
    it(`needs no right on ${engine}, so that a guardrail against it fails`, () => {
      const found = said(engine, named).find(([code]) => code === 'never-violated');
      assert.match(found?.[1] ?? '', /over AMQP 1\.0, by which it needs no right/);
    });

    for (const rules of [published, keyed])
      it(`is a way round \`${rules}\` on ${engine}`, () => {
        const found = said(engine, rules).find(([code]) => code === 'walked-round');
        assert.match(found?.[1] ?? '', /over AMQP 1\.0, which asks for no right on `(?:audit|ev)`/);
      });
  }

  for (const engine of ASKED)
    it(`needs write on it on ${engine}`, () => {
      for (const rules of [named, published, keyed]) {
        const codes = said(engine, rules).map(([code]) => code);
        assert(!codes.includes('never-violated'), codes.join(' '));
        assert(!codes.includes('walked-round'), codes.join(' '));
      }
    });
});
