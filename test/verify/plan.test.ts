import assert from 'node:assert/strict';
import { contextOf } from '#warren/access/context.js';
import { grantedTo } from '#warren/access/granted.js';
import { checkPolicy } from '#warren/program/check.js';
import { planProbes, type ProbePlan } from '#warren/verify/probes/plan.js';
import { trialText } from '#warren/verify/probes/run.js';
import { policyOf } from '../broker/compiled.js';

/** What is tried of a policy about its first role, and what is not. */
function plan(
  body: string,
  { vhosts = undefined as readonly string[] | undefined, names = [] as readonly string[] } = {},
): ProbePlan {
  const text = `broker b { engine amazon-mq 4.2 account 111122223333 region eu-west-1
  id b-1234a5b6-78cd-901e-2fab-3a45b6c178d9 configuration c-1234a5b6-78cd-901e-2fab-3a45b6c178d9
  issuer https://issuer.example.com }
role r = arn:aws:iam::111122223333:role/r\n${body}`;
  const { policies, diagnostics } = checkPolicy(policyOf(text));
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  assert.deepEqual(
    errors.map(({ message }) => message),
    [],
  );
  const [policy = assert.fail()] = policies;
  const [role = assert.fail()] = policy.roles;
  const { given } = grantedTo(policy)(role);
  return planProbes(policy, role, given, contextOf(policy), { vhosts, namesIn: () => names });
}

function told({ trials }: ProbePlan): readonly string[] {
  return trials.map((trial) => `${trial.says} ${trial.expected} ${trialText(trial)}`);
}

describe('what verify tries of a policy', () => {
  it('names for themselves, with what is proved of them, each once', () => {
    const tried = told(plan('vhost v { queue q  allow r { consume queue q } }'));
    assert.deepEqual(tried, [
      'allow permitted `consume queue q` in the vhost `v`',
      'declaration refused `configure queue q` in the vhost `v`',
      'declaration refused `write queue q` in the vhost `v`',
      'declaration permitted `read queue q` in the vhost `v`',
    ]);
  });

  it('patterns by a shortest name, a made-up one, and names that are there', () => {
    const body = 'vhost v { queue q.*  allow r { consume queue q.* } }';
    const tried = told(plan(body, { names: ['q.7', 'other'] }));
    assert.deepEqual(tried, [
      'allow permitted `consume queue q.` in the vhost `v`',
      'allow permitted `consume queue q.warren-probe` in the vhost `v`',
      'allow permitted `consume queue q.7` in the vhost `v`',
    ]);
  });

  it('claims of both kinds, and vhosts by a wildcard where they are there', () => {
    const body =
      'vhost t-* { queue q  queue w  allow r { consume queue q }  never r { consume queue w } }';
    const tried = told(plan(body, { vhosts: ['t-1', 'x'] }));
    assert.deepEqual(tried, [
      'never refused `consume queue w` in the vhost `t-1`',
      'allow permitted `consume queue q` in the vhost `t-1`',
    ]);
    assert.deepEqual([...plan(body, { vhosts: [] }).unprobed], [['no-vhost', 2]]);
  });

  it('counts what cannot be tried, and why', () => {
    const unprobed = (body: string): readonly (readonly [string, number])[] => [
      ...plan(body).unprobed,
    ];
    assert.deepEqual(unprobed('allow r { observe }'), [['not-over-amqp', 1]]);
    assert.deepEqual(unprobed('vhost v { allow r { consume queue amq.rabbitmq.reply-to } }'), [
      ['fixed', 1],
    ]);
    assert.deepEqual(unprobed('vhost v { exchange x topic  allow r { read exchange x key a } }'), [
      ['key-of-read', 1],
    ]);
    assert.deepEqual(unprobed('allow r { tag monitoring }'), []);
    assert.deepEqual(
      plan('allow r { tag monitoring }').tags.map(({ tag, expected }) => [tag, expected]),
      [['monitoring', true]],
    );
  });

  it('reads with a key by a binding of what the role may write to', () => {
    const body =
      'vhost v { exchange x topic  queue q  allow r { read exchange x key a  write queue q } }';
    const found = plan(body).trials.find(
      ({ says, probes }) => says === 'allow' && probes.some(({ does }) => does === 'bind'),
    );
    assert.deepEqual(
      found?.probes.map((probe) => [probe.does, probe.name.text]),
      [['bind', 'q']],
    );
  });

  it('super streams by their exchange and partitions, whichever permission the broker asks for', () => {
    const body =
      'vhost v { exchange film  stream film-*  allow r { publish super-stream film }  never r { consume super-stream film } }';
    const planned = plan(body, { names: ['film-eu'] });
    const [never, allow] = ['never', 'allow'].map((says) =>
      planned.trials.find(
        (trial) => trial.says === says && trial.operation.kind === 'super-stream',
      ),
    );
    assert.deepEqual([never?.expected, allow?.expected], ['refused', 'permitted']);
    const [refused = [], shown = []] = [never, allow].map((trial) =>
      trial?.probes.map(({ does, name, or }) =>
        [does, name.text, ...(or === undefined ? [] : ['or', or.does])].join(' '),
      ),
    );
    for (const wanted of ['write film', 'write film-0', 'write film-eu'])
      assert.ok(shown.includes(wanted), shown.join(', '));
    assert.ok(refused.includes('read film or write'), refused.join(', '));
    assert.deepEqual([...planned.unprobed], []);
  });

  it('clients of MQTT by the names of their queues', () => {
    const planned = plan('vhost v { allow r { subscribe mqtt a/b client c } }');
    const names = planned.trials.flatMap(({ probes }) => probes.map(({ name }) => name.text));
    assert.ok(
      names.some((name) => name?.startsWith('mqtt-subscription-cqos')),
      names.join(),
    );
    assert.ok(planned.trials.every(({ probes }) => probes.length > 0));
  });
});
