import assert from 'node:assert/strict';
import fc from 'fast-check';
import { terraformText, terraform } from '#warren/emit/infrastructure/terraform.js';
import { entries, isObject, member } from '../../aws/policy-json.js';
import { CHECKED, DEPLOYMENT, ISSUER, OTHER_ISSUER, policy, TRICKY } from './samples.js';

/**
 * Evaluates a template as HCL does, for the interpolations that stand in ours: a quoted text, or an
 * attribute of a resource, which gives its address in angle brackets. Written from the Terraform
 * documentation, "Strings and Templates".
 */
function evaluated(template: string): string {
  const parts = /\$\$\{|%%\{|\$\{"([^"]*)"\}|\$\{([\w.]+)\}|[$%]\{|[^]/g;
  return Array.from(template.matchAll(parts), ([whole, text, address]) => {
    if (whole === '$${' || whole === '%%{') return whole.slice(1);
    if (text !== undefined) return text;
    if (address !== undefined) return `<${address}>`;
    if (whole === '${' || whole === '%{') throw new Error(`a template starts in ${template}`);
    return whole;
  }).join('');
}

/** The arguments of each resource type. Source: documentation of the provider hashicorp/aws, version 6. */
const ARGUMENTS: Readonly<Record<string, readonly string[]>> = {
  aws_mq_configuration: ['name', 'engine_type', 'engine_version', 'data'],
  aws_iam_policy: ['name', 'policy'],
  aws_iam_role_policy_attachment: ['role', 'policy_arn'],
};

const MODULE: unknown = JSON.parse(terraform(DEPLOYMENT));

function argumentOf(type: string, name: string, argument: string): string {
  const value = member(member(member(member(MODULE, 'resource'), type), name), argument);
  assert.ok(typeof value === 'string');
  return evaluated(value);
}

describe('a text in a Terraform module', () => {
  for (const text of TRICKY)
    it(`is what it was: ${JSON.stringify(text)}`, () => {
      assert.equal(evaluated(terraformText(text)), text);
    });

  it('is what it was, whatever it is', () => {
    const unit = fc.constantFrom('$', '%', '{', '}', 'a', '"', '\n');
    fc.assert(
      fc.property(fc.string({ unit }), (text) => {
        assert.equal(evaluated(terraformText(text)), text);
      }),
      { numRuns: 5000 },
    );
  });
});

describe('the Terraform module', () => {
  it('has resources and arguments of the provider, all that are required', () => {
    for (const [type, resources] of entries(member(MODULE, 'resource')))
      for (const [name, resource] of entries(resources)) {
        assert.match(name, /^[a-z][A-Za-z0-9_]*$/);
        assert.ok(isObject(resource));
        assert.deepEqual(Object.keys(resource).sort(), [...(ARGUMENTS[type] ?? [])].sort());
      }
  });

  it('holds the configuration and the policies as they are', () => {
    const { configuration, policies } = DEPLOYMENT;
    assert.equal(argumentOf('aws_mq_configuration', 'broker', 'data'), configuration?.data);
    const text = argumentOf('aws_iam_policy', 'policy_checkout', 'policy');
    assert.deepEqual(JSON.parse(text), policies[0]?.document);
  });

  it('attaches a policy to its role, and one without a role to none', () => {
    const arn = argumentOf('aws_iam_role_policy_attachment', 'policy_checkout', 'policy_arn');
    assert.equal(arn, '<aws_iam_policy.policy_checkout.arn>');
    const attachments = member(member(MODULE, 'resource'), 'aws_iam_role_policy_attachment');
    assert.deepEqual(Object.keys(isObject(attachments) ? attachments : {}), ['policy_checkout']);
  });

  it('has no empty parts', () => {
    const only = { ...DEPLOYMENT, configuration: undefined, policies: [policy('a', undefined)] };
    const module: unknown = JSON.parse(terraform(only));
    assert.deepEqual(Object.keys(isObject(module) ? module : {}), ['terraform', 'resource']);
    const resources = member(module, 'resource');
    assert.deepEqual(Object.keys(isObject(resources) ? resources : {}), ['aws_iam_policy']);
  });
});

describe('the Terraform module that checks the issuer', () => {
  const checked: unknown = JSON.parse(terraform(CHECKED));
  const broker = member(member(member(checked, 'resource'), 'aws_mq_configuration'), 'broker');

  it('has a data source and a version of the provider that knows it', () => {
    // Source: the provider's documentation of the data source, and its change log, version 6.36.0.
    assert.deepEqual(member(checked, 'data'), {
      aws_iam_outbound_web_identity_federation: { account: {} },
    });
    assert.deepEqual(member(checked, 'terraform'), {
      required_version: '>= 1.2.0',
      required_providers: { aws: { source: 'hashicorp/aws', version: '>= 6.36.0' } },
    });
  });

  it('fails a plan where the account has another issuer, and no other', () => {
    const [condition, ...more] = [member(member(broker, 'lifecycle'), 'precondition')].flat();
    assert.deepEqual(more, []);
    const text = member(condition, 'condition');
    assert.ok(typeof text === 'string');
    const [, left = '', right = ''] = /^\$\{([\w.]+) == ("[^"]*")\}$/.exec(text) ?? [];
    assert.equal(left, 'data.aws_iam_outbound_web_identity_federation.account.issuer_identifier');
    assert.deepEqual(
      [ISSUER, OTHER_ISSUER].map((theirs) => JSON.stringify(theirs) === right),
      [true, false],
    );
    const message = member(condition, 'error_message');
    assert.ok(typeof message === 'string');
    assert.match(
      evaluated(message),
      new RegExp(`the issuer ${ISSUER} for orders, and this account has <data\\.`),
    );
  });

  it('holds the configuration as it is, and the rest as without', () => {
    assert.equal(
      member(broker, 'data'),
      member(member(member(member(MODULE, 'resource'), 'aws_mq_configuration'), 'broker'), 'data'),
    );
    assert.deepEqual(member(checked, 'output'), member(MODULE, 'output'));
    assert.equal(member(MODULE, 'data'), undefined);
  });
});
