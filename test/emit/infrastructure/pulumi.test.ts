import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parse } from 'yaml';
import { pulumiText, pulumi } from '#warren/emit/infrastructure/pulumi.js';
import { writeYaml } from '#warren/emit/infrastructure/yaml.js';
import { entries, isObject, member } from '../../aws/policy-json.js';
import { CHECKED, DEPLOYMENT, ISSUER, OTHER_ISSUER, TRICKY } from './samples.js';

/** Evaluates a text as Pulumi YAML does: `$$` is a dollar, `${a.b}` what it names, in angle brackets. */
function evaluated(text: string): string {
  return text.replace(/\$\$|\$\{([\w.]+)\}|\$\{/g, (whole, address: string | undefined) => {
    if (whole === '$$') return '$';
    if (address === undefined) throw new Error(`an interpolation starts in ${text}`);
    return `<${address}>`;
  });
}

/** The properties of each type. Source: the package aws in the Pulumi Registry, version 7. */
const PROPERTIES: Readonly<Record<string, readonly string[]>> = {
  'aws:mq:Configuration': ['name', 'engineType', 'engineVersion', 'data'],
  'aws:iam:Policy': ['name', 'policy'],
  'aws:iam:RolePolicyAttachment': ['role', 'policyArn'],
};

const PROGRAM: unknown = parse(pulumi(DEPLOYMENT));
const resources = entries(member(PROGRAM, 'resources'));

describe('a text in a Pulumi program', () => {
  for (const text of TRICKY)
    it(`is what it was: ${JSON.stringify(text)}`, () => {
      const written = writeYaml({ a: pulumiText(text) });
      for (const version of ['1.1', '1.2'] as const) {
        const read = member(parse(written, { version }), 'a');
        assert.ok(typeof read === 'string');
        assert.equal(evaluated(read), text);
      }
    });

  it('is what it was, whatever it is', () => {
    const unit = fc.constantFrom('$', '{', '}', 'a', '"', '\n', ' ', '#', ':', '\\');
    fc.assert(
      fc.property(fc.string({ unit }), (text) => {
        const read = member(parse(writeYaml({ a: pulumiText(text) })), 'a');
        assert.ok(typeof read === 'string');
        assert.equal(evaluated(read), text);
      }),
      { numRuns: 5000 },
    );
  });
});

describe('the Pulumi program', () => {
  it('has types and properties of the package, all that are required', () => {
    assert.equal(resources.length, 4);
    for (const [, resource] of resources) {
      const type = member(resource, 'type');
      const properties = member(resource, 'properties');
      assert.ok(typeof type === 'string' && isObject(properties));
      assert.deepEqual(Object.keys(properties).sort(), [...(PROPERTIES[type] ?? [])].sort());
    }
  });

  it('attaches a policy to its role by a name that is there', () => {
    const { policy_checkout, attachment_checkout } = Object.fromEntries(resources);
    assert.ok(policy_checkout !== undefined);
    assert.deepEqual(member(attachment_checkout, 'properties'), {
      role: 'checkout',
      policyArn: '${policy_checkout.arn}',
    });
  });

  it('holds the configuration as it is', () => {
    const { configuration } = Object.fromEntries(resources);
    const data = member(member(configuration, 'properties'), 'data');
    assert.ok(typeof data === 'string');
    assert.equal(evaluated(data), DEPLOYMENT.configuration?.data);
    assert.equal(member(PROGRAM, 'runtime'), 'yaml');
  });
});

/**
 * The value of an expression, for the functions that ours use. Source: Pulumi YAML reference, "Built-in
 * Functions"; an index that a list does not have is an error there.
 */
function valueOf(expression: unknown, names: Readonly<Record<string, string>>): unknown {
  if (Array.isArray(expression)) return expression.map((one: unknown) => valueOf(one, names));
  if (typeof expression === 'string')
    return evaluated(expression).replace(/<(\w+)>/g, (_, name: string) => names[name] ?? '?');
  const split = member(expression, 'fn::split');
  if (split !== undefined) {
    const [by, text] = [valueOf(split, names)].flat();
    return String(text).split(String(by));
  }
  const select = member(expression, 'fn::select');
  if (!Array.isArray(select)) return expression;
  const [index, list] = select.map((one: unknown) => valueOf(one, names));
  const found: unknown = Array.isArray(list) ? list[Number(index)] : undefined;
  if (found === undefined) throw new Error('list index out-of-bounds');
  return found;
}

describe('the Pulumi program that checks the issuer', () => {
  const checked: unknown = parse(pulumi(CHECKED));
  const variables = member(checked, 'variables');

  it('asks for the issuer of the account', () => {
    // Source: the package aws in the Pulumi Registry, aws.iam.getOutboundWebIdentityFederation.
    assert.deepEqual(member(variables, 'accountIssuer'), {
      'fn::invoke': {
        function: 'aws:iam:getOutboundWebIdentityFederation',
        return: 'issuerIdentifier',
      },
    });
  });

  it('ends where that is another, before the configuration is made', () => {
    const expression = member(variables, 'policyHasTheIssuerOfThisAccount');
    assert.equal(valueOf(expression, { accountIssuer: ISSUER }), '');
    for (const other of [OTHER_ISSUER, '', ISSUER.slice(1)])
      assert.throws(() => valueOf(expression, { accountIssuer: other }), /out-of-bounds/);
    const properties = member(member(member(checked, 'resources'), 'configuration'), 'properties');
    const description = member(properties, 'description');
    assert.equal(description, 'Written by Warren${policyHasTheIssuerOfThisAccount}');
    const { configuration } = Object.fromEntries(resources);
    assert.equal(member(properties, 'data'), member(member(configuration, 'properties'), 'data'));
  });

  it('is not there where nobody asked for it', () => {
    assert.equal(member(PROGRAM, 'variables'), undefined);
  });
});
