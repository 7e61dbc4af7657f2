import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseRoleArn } from '#warren/aws/arn.js';
import { cloudFormation } from '#warren/emit/infrastructure/cloudformation.js';
import { managedPolicies } from '#warren/emit/infrastructure/deployment.js';
import {
  namePolicies,
  policyLabels,
  type PolicyGroup,
} from '#warren/emit/infrastructure/policy-names.js';
import { record } from '#warren/emit/record.js';
import type { RolePolicies } from '#warren/emit/role-policies.js';
import { Source } from '#warren/source/source.js';
import { checkEmitted } from '../../random/emitted.js';
import { DEPLOYMENT } from './samples.js';

const document = { Version: '2012-10-17', Statement: [] } as const;

function policiesOf(name: string, count = 1, account = '111122223333'): RolePolicies {
  const parsed = parseRoleArn(`arn:aws:iam::${account}:role/${name.slice(0, 60)}`);
  assert(parsed.ok, name);
  const place = { source: new Source('sample', ''), range: { start: 0, end: 0 } };
  const documents = Array.from({ length: count }, () => document);
  return { role: { name, arn: parsed.arn, place }, name, documents, texts: [] };
}

function labels(...policies: readonly RolePolicies[]): readonly string[] {
  return policyLabels(policies);
}

function names(...groups: readonly PolicyGroup[]): readonly string[] {
  const named = namePolicies(groups);
  return groups.flatMap(({ policies }) => policies.flatMap((one) => named.get(one) ?? []));
}

describe('the names of resources', () => {
  it('are those of the roles alone as long as these differ', () => {
    const many = ['checkout', 'my-role', 'a_b', 'a.b'].map((name) => policiesOf(name));
    assert.deepEqual(labels(...many), ['checkout', 'myrole5e228088', 'ab648fa9b3', 'ab2e7336dc']);
    assert.deepEqual(labels(policiesOf('r', 2)), ['r', 'r228234f48']);
  });

  it('differ where the text of one role is the name of another', () => {
    const [own, other, third] = ['myrole5e228088', 'my-role', 'my_role'].map((name) =>
      policiesOf(name),
    );
    assert.ok(own && other && third);
    const [first, second, more] = labels(own, other, third);
    assert.equal(first, 'myrole5e228088');
    assert.match(second ?? '', /^myrole5e228088[0-9a-f]{16}$/);
    assert.deepEqual(labels(other, third, own), [second, more, first]);
    assert.equal(labels(other)[0], 'myrole5e228088');
  });

  it('differ for the second policy of one role and the first of another', () => {
    const [one, two] = [policiesOf('r', 2), policiesOf('r.2')];
    assert.equal(new Set(labels(one, two)).size, 3);
    const found = names({ about: 'warren', policies: [one, two] });
    assert.deepEqual([found[0], found[2]], ['warren.r', 'warren.r.2']);
    assert.match(found[1] ?? '', /^warren\.r\.2\.[0-9a-f]{16}$/);
  });

  it('of policies differ by more than case, as IAM has a name once, within an account', () => {
    const found = names(
      { about: 'b', policies: [policiesOf('Worker'), policiesOf('worker')] },
      { about: 'B', policies: [policiesOf('worker')] },
      { about: 'b', policies: [policiesOf('worker', 1, '444455556666')] },
    );
    assert.equal(new Set(found.slice(0, 3).map((name) => name.toLowerCase())).size, 3);
    assert.ok(found.slice(0, 3).includes('B.worker'));
    assert.equal(found[3], 'b.worker');
  });

  it('are letters and digits, differ whatever the roles are called, and in every order', () => {
    const unit = fc.constantFrom('a', 'A', '-', '_', '.', '2');
    const plain = fc.string({ unit, minLength: 1, maxLength: 5 });
    // Who wants two roles to collide calls one what the other's resource is called.
    const hostile = plain.map((name) => labels(policiesOf(name))[0] ?? '');
    const long = plain.map((name) => `${'x'.repeat(127)}${name}`);
    const name = fc.oneof(plain, hostile, long);
    const one = fc.tuple(name, fc.constantFrom(1, 1, 2, 3));
    const about = fc.constantFrom('b', 'B', 'x'.repeat(126));
    fc.assert(
      fc.property(fc.uniqueArray(one, { selector: ([text]) => text }), about, (roles, first) => {
        const policies = roles.map(([text, count]) => policiesOf(text, count));
        const found = labels(...policies);
        for (const label of found) assert.match(label, /^[A-Za-z0-9]{1,250}$/);
        assert.equal(new Set(found).size, found.length);
        const inIam = names({ about: first, policies }, { about: 'b2', policies: [...policies] });
        for (const text of inIam) assert.match(text, /^[\w+=,.@-]{1,128}$/);
        const one = names({ about: first, policies });
        assert.equal(new Set(one.map((text) => text.toLowerCase())).size, one.length);
        const turned = [...policies].reverse();
        assert.deepEqual([...labels(...turned)].sort(), [...found].sort());
        const named = managedPolicies(turned, namePolicies([{ about: first, policies: turned }]));
        assert.deepEqual(named.map((policy) => policy.name).sort(), [...one].sort());
      }),
      { numRuns: 500 },
    );
  });
});

describe('a policy in which one role is called what the resource of another is', () => {
  const roles = ['my-role', 'myrole5e228088', 'Worker', 'worker'];
  const text = [
    'broker b { engine amazon-mq 4.2 account 111122223333 region eu-west-1',
    'issuer https://3f1c2b7e-0d52-4c1a-9e57-1f2a3b4c5d6e.tokens.sts.global.api.aws }',
    ...roles.map((name, at) => `role ${name} = arn:aws:iam::111122223333:role/r${at}`),
    ...roles.map((name, at) => `vhost v { queue q${at} allow ${name} { consume queue q${at} } }`),
  ].join('\n');

  for (const combined of [false, true])
    it(`has every role in every output${combined ? ', combined' : ''}`, () => {
      assert.ok(checkEmitted(text, combined));
    });
});

describe('two parts of one name', () => {
  it('are an internal error, and nothing is written', () => {
    assert.throws(
      () =>
        record([
          ['a', 1],
          ['a', 2],
        ]),
      /InternalError|both called a/,
    );
    const [first] = DEPLOYMENT.policies;
    assert.ok(first);
    assert.throws(
      () => cloudFormation({ ...DEPLOYMENT, policies: [first, first] }),
      /both called Policycheckout/,
    );
  });
});
