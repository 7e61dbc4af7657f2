import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parse } from 'yaml';
import { pulumiText, pulumi } from '#warren/emit/infrastructure/pulumi.js';
import { writeYaml } from '#warren/emit/infrastructure/yaml.js';
import { entries, isObject, member } from '../../aws/policy-json.js';
import { DEPLOYMENT, TRICKY } from './samples.js';

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
