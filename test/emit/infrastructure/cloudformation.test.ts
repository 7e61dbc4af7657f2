import assert from 'node:assert/strict';
import { join } from 'node:path';
import { CfnConfiguration, CfnConfigurationAssociation } from 'aws-cdk-lib/aws-amazonmq';
import { CfnManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { App, Stack } from 'aws-cdk-lib/core';
import { Template } from 'aws-cdk-lib/assertions';
import { parse } from 'yaml';
import {
  checkTemplateSize,
  cloudFormation,
  TEMPLATE_LIMITS,
} from '#warren/emit/infrastructure/cloudformation.js';
import { Reporter } from '#warren/diagnostics/reporter.js';
import { Source } from '#warren/source/source.js';
import { entries } from '../../aws/policy-json.js';
import { inFolder } from '../../source/temporary.js';
import { DEPLOYMENT, policy } from './samples.js';

const TEXT = cloudFormation(DEPLOYMENT);

/** Reads a template as the AWS CDK does, which holds it against the published resource schemas. */
function included(text: string): Readonly<Record<string, unknown>> {
  return inFolder({ 'template.yaml': text }, (folder) => {
    const stack = new Stack(new App({ analyticsReporting: false }), 'Stack');
    new CfnInclude(stack, 'Include', { templateFile: join(folder, 'template.yaml') });
    return Template.fromStack(stack).toJSON();
  });
}

const KNOWN = [CfnConfiguration, CfnConfigurationAssociation, CfnManagedPolicy];

const GOLDEN = ['extras/orders', 'extras/stock', 'extras/trial', 'combined/111122223333'];

describe('the CloudFormation template', () => {
  it('is taken by the AWS CDK, property by property, and comes out as it was', () => {
    const { Resources, Conditions, Outputs } = included(TEXT);
    const ours: unknown = parse(TEXT);
    assert.ok(typeof ours === 'object' && ours !== null && 'Resources' in ours);
    assert.deepEqual({ ...ours, Resources, Conditions, Outputs }, ours);
  });

  for (const path of GOLDEN)
    it(`of the golden files is taken as well: ${path}`, () => {
      const file = new URL(`../../cli/golden/${path}/cloudformation.yaml`, import.meta.url);
      const stack = new Stack(new App({ analyticsReporting: false }), 'Stack');
      const { pathname } = file;
      const include = new CfnInclude(stack, 'Include', { templateFile: pathname });
      const names = entries(Template.fromStack(stack).toJSON()['Resources']).map(([name]) => name);
      assert.ok(names.length > 0);
      // What is no known type becomes a resource without a class of its own.
      for (const name of names) {
        const resource = include.getResource(name);
        assert.ok(
          KNOWN.some((type) => resource instanceof type),
          name,
        );
      }
    });

  for (const [title, from, to, message] of [
    ['a property that there is not', 'EngineVersion:', 'EngineVersoin:', /EngineVersoin/],
    ['a value of another type', 'EngineType: "RABBITMQ"', 'EngineType: [1]', /should be a string/],
    ['a reference to nothing', 'Ref: "BrokerId"', 'Ref: "Broker"', /Broker/],
    ['a required property left out', 'Name: "orders"', 'Description: "x"', /name/],
  ] as const)
    it(`would be refused with ${title}`, () => {
      assert.ok(TEXT.includes(from));
      assert.throws(() => {
        const taken = JSON.stringify(included(TEXT.replaceAll(from, to)));
        // A property that the CDK does not know, it leaves out without a word.
        if (!taken.includes('EngineVersion')) throw new Error(`left out ${to}`);
      }, message);
    });

  it('has the broker as a parameter, which may be empty', () => {
    const { configuration } = DEPLOYMENT;
    assert.ok(configuration);
    const without = { ...DEPLOYMENT, configuration: { ...configuration, brokerId: undefined } };
    assert.match(cloudFormation(without), /Default: ""/);
    assert.match(TEXT, /Default: "b-1"/);
    assert.match(TEXT, /Association:\n.*\n {4}Condition: "HasBroker"/);
  });

  it('holds the configuration as it is, in lines', () => {
    const template: unknown = parse(TEXT);
    assert.ok(JSON.stringify(template).includes(JSON.stringify(DEPLOYMENT.configuration?.data)));
    assert.match(TEXT, /Fn::Base64: \|\n {10}# A line/);
  });

  it('names every key and text of a policy so that no reader takes it for something else', () => {
    assert.match(TEXT, /"Null":\n/);
    assert.match(TEXT, /Version: "2012-10-17"/);
  });
});

describe('the size of a template', () => {
  const place = { source: new Source('a', ''), range: { start: 0, end: 0 } };
  function codes(bytes: number, policies: number): readonly string[] {
    const reporter = new Reporter();
    const many = Array.from({ length: policies }, (_, at) => policy(`r${at}`, 'r'));
    checkTemplateSize({ ...DEPLOYMENT, place, policies: many }, 'x'.repeat(bytes), reporter);
    return reporter.diagnostics.map(({ code }) => code);
  }
  const { inline, stored, resources } = TEMPLATE_LIMITS;
  for (const [bytes, policies, expected] of [
    [inline, 1, []],
    [inline + 1, 1, ['large-template']],
    [stored, 1, ['large-template']],
    [stored + 1, 1, ['template-too-large']],
    [10, resources - 2, []],
    [10, resources - 1, ['template-too-large']],
  ] as const)
    it(`${bytes} bytes, ${policies} policies: ${expected.join() || 'nothing to say'}`, () => {
      assert.deepEqual(codes(bytes, policies), expected);
    });
});
