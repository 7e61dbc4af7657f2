import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { BrokerArtifacts } from '#warren/emit/output/artifacts.js';
import { checkPolicy } from '#warren/program/check.js';
import { render } from '#warren/report/formats.js';
import type { LoadedPolicy } from '#warren/source/load.js';
import { Source } from '#warren/source/source.js';
import type { ConfigFiles } from '../bed/offline.js';

/** A policy of one file, as `compile` would read it. */
export function policyOf(text: string): LoadedPolicy {
  const root = '/policy';
  const source = new Source('test.warren', text, join(root, 'test.warren'));
  return { sources: [source], root, problems: [], textProblems: [] };
}

/**
 * What the compiler writes for each broker of a policy, byte for byte.
 * @throws with the report if the policy has an error
 */
export function compile(policy: LoadedPolicy): readonly BrokerArtifacts[] {
  assert.deepEqual(policy.problems, []);
  const { diagnostics, artifacts } = checkPolicy(policy, { forOutput: true });
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  assert.equal(render('text', errors, { colour: false }), '');
  return artifacts;
}

/** The configuration among what is written for a broker. */
export function configOf({ name, files }: BrokerArtifacts): ConfigFiles {
  const text = (path: string): string | undefined => files.find((file) => file.path === path)?.text;
  const rabbitmqConf = text('rabbitmq.conf');
  const advancedConfig = text('advanced.config');
  assert.ok(rabbitmqConf !== undefined, `${name} has no rabbitmq.conf`);
  return advancedConfig === undefined ? { rabbitmqConf } : { rabbitmqConf, advancedConfig };
}
