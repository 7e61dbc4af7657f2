import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { parse } from 'yaml';
import { attachmentOf } from '#warren/aws/attachment.js';
import { POLICY_LIMITS, policySize } from '#warren/aws/policy-size.js';
import { chosenExtras, type Extra } from '#warren/emit/chosen-extras.js';
import type { RolePolicies } from '#warren/emit/role-policies.js';
import { checkPolicy, type CheckedPolicy } from '#warren/program/check.js';
import { decodeSource } from '#warren/source/decode.js';
import { entries, listOf, member } from '../aws/policy-json.js';

const TOOLS: readonly Extra[] = ['token-guard', 'cloudformation', 'terraform', 'pulumi'];

/** Compiles a text in memory with everything that can be emitted. */
function compiled(text: string, combined: boolean): CheckedPolicy {
  const { source, problems } = decodeSource(Buffer.from(text), 'p.warren', '/policy/p.warren');
  const loaded = { root: '/policy', sources: [source], problems: [], textProblems: problems };
  return checkPolicy(loaded, {
    forOutput: true,
    extras: chosenExtras(combined ? ['iam-combined', ...TOOLS] : TOOLS),
  });
}

/**
 * Compiles a text, and checks whatever is emitted by what every output promises.
 *
 * @param again whether it is compiled a second time, for the same bytes
 * @returns whether the policy was taken
 * @throws AssertionError for a promise that is not kept, and whatever the compiler throws
 */
export function checkEmitted(text: string, combined: boolean, again = true): boolean {
  const checked = compiled(text, combined);
  const { artifacts, diagnostics } = checked;
  if (again) assert.deepEqual(compiled(text, combined).artifacts, artifacts, 'another output');
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  assert.equal(artifacts.length > 0, errors.length === 0);
  for (const { name, files } of artifacts) {
    const paths = files.map(({ path }) => path);
    assert.equal(new Set(paths).size, paths.length, `${name} has a file twice`);
    for (const { path, text: content } of files) checkFile(path, content, files);
  }
  if (artifacts.length > 0) checkRoles(checked, combined);
  return artifacts.length > 0;
}

type Files = readonly { readonly path: string; readonly text: string }[];

function checkFile(path: string, text: string, files: Files): void {
  if (path.endsWith('.json')) {
    const value: unknown = JSON.parse(text);
    if (/^(?:iam|token-guard)\//.test(path)) checkDocument(value, path);
    if (path === 'manifest.json') checkManifest(value, files);
  }
  if (path.endsWith('.yaml'))
    for (const version of ['1.1', '1.2'] as const)
      assert.ok(typeof parse(text, { version, uniqueKeys: true }) === 'object', path);
  if (path.endsWith('.conf')) assert.match(text, /^(?:[\t\x20-\x7e]*\n)*$/);
}

function checkManifest(manifest: unknown, files: Files): void {
  const digests = files
    .filter(({ path }) => path !== 'manifest.json')
    .map(({ path, text }) => [path, `sha256:${createHash('sha256').update(text).digest('hex')}`]);
  assert.deepEqual(member(manifest, 'files'), Object.fromEntries(digests));
}

function checkDocument(document: unknown, what: string): void {
  const sids = listOf(member(document, 'Statement')).map((one) => member(one, 'Sid'));
  assert.equal(new Set(sids).size, sids.length, `${what} has a Sid twice`);
  for (const sid of sids) assert.match(String(sid), /^[A-Za-z0-9]+$/);
  if (!what.includes('scp'))
    assert.ok(policySize(JSON.stringify(document)) <= POLICY_LIMITS.managed, what);
}

/** A managed policy as some tool makes it. */
interface Made {
  readonly name: unknown;
  readonly document: unknown;
  readonly role: unknown;
}

/** Every policy of every role is in every output, under a name of its own, and nothing else is. */
function checkRoles({ compiled: brokers, artifacts }: CheckedPolicy, combined: boolean): void {
  const inIam: string[] = [];
  for (const { broker, access, policies, files } of brokers) {
    for (const { role, scopes } of access)
      if (scopes.length > 0)
        assert.ok(
          policies.some((one) => one.role === role),
          `${role.name} has no policy`,
        );
    const iam = policies.flatMap(({ name, documents }) =>
      documents.map((_, at) => `iam/${name}${documents.length > 1 ? `~${at + 1}` : ''}.json`),
    );
    const there = files.map(({ path }) => path).filter((path) => path.startsWith('iam/'));
    assert.deepEqual([...there].sort(), [...iam].sort());
    inIam.push(
      ...checkTools(files, combined ? [] : policies, confOf(broker.engine.product, files)),
    );
  }
  if (combined)
    for (const { name, files } of artifacts)
      if (/^[0-9]/.test(name)) inIam.push(...checkTools(files, undefined, undefined));
  const folded = inIam.map((name) => name.toLowerCase());
  assert.equal(new Set(folded).size, folded.length, `a name twice in ${inIam.join()}`);
}

function confOf(product: string, files: Files): string | undefined {
  return product === 'amazon-mq' ? textOf(files, 'rabbitmq.conf') : undefined;
}

function textOf(files: Files, path: string): string | undefined {
  return files.find((file) => file.path === path)?.text;
}

/** Answers the names in IAM. */
function checkTools(
  files: Files,
  policies: readonly RolePolicies[] | undefined,
  conf: string | undefined,
): readonly string[] {
  const expected = policies?.flatMap(({ role, documents }) =>
    documents.map((document) => ({
      document: JSON.stringify(document),
      role: attachmentOf(role.arn) === 'by-name' ? role.arn.name : undefined,
    })),
  );
  const [cfn, tf, pulumi] = [
    textOf(files, 'cloudformation.yaml'),
    textOf(files, 'terraform/main.tf.json'),
    textOf(files, 'pulumi/Pulumi.yaml'),
  ];
  if (cfn === undefined || tf === undefined || pulumi === undefined) {
    assert.deepEqual([cfn, tf, pulumi, conf], [undefined, undefined, undefined, undefined]);
    assert.deepEqual(expected ?? [], []);
    return [];
  }
  const all = [
    inCloudFormation(parse(cfn), conf),
    inTerraform(JSON.parse(tf), conf),
    inPulumi(parse(pulumi), conf),
  ];
  const [first] = all;
  for (const made of all) {
    const plain = made.map(({ document, role }) => ({ document: JSON.stringify(document), role }));
    if (expected) assert.deepEqual(sorted(plain), sorted(expected));
    assert.deepEqual(sorted(made), sorted(first ?? []));
  }
  const names = (first ?? []).map(({ name }) => String(name));
  for (const name of names) assert.match(name, /^[\w+=,.@-]{1,128}$/);
  return names;
}

function sorted(values: readonly object[]): readonly string[] {
  return values.map((value) => JSON.stringify(value)).sort();
}

function inCloudFormation(template: unknown, conf: string | undefined): readonly Made[] {
  const resources = entries(member(template, 'Resources'));
  for (const [id] of resources) assert.match(id, /^[A-Za-z0-9]{1,255}$/);
  const data = member(member(member(template, 'Resources'), 'Configuration'), 'Properties');
  assert.equal(member(member(data, 'Data'), 'Fn::Base64'), conf);
  return resources
    .filter(([, value]) => member(value, 'Type') === 'AWS::IAM::ManagedPolicy')
    .map(([, value]) => {
      const made = member(value, 'Properties');
      const [role] = listOf(member(made, 'Roles'));
      return {
        name: member(made, 'ManagedPolicyName'),
        document: member(made, 'PolicyDocument'),
        role,
      };
    });
}

function inTerraform(module: unknown, conf: string | undefined): readonly Made[] {
  const resources = member(module, 'resource');
  const configuration = member(member(resources, 'aws_mq_configuration'), 'broker');
  assert.equal(fromTerraform(member(configuration, 'data')), conf);
  const attachments = entries(member(resources, 'aws_iam_role_policy_attachment') ?? {});
  return entries(member(resources, 'aws_iam_policy') ?? {}).map(([id, made]) => {
    const attached = attachments.find(
      ([, value]) => member(value, 'policy_arn') === `\${aws_iam_policy.${id}.arn}`,
    );
    const document: unknown = JSON.parse(fromTerraform(member(made, 'policy')) ?? '');
    return { name: member(made, 'name'), document, role: member(attached?.[1], 'role') };
  });
}

/** A text of a template in which nothing is evaluated. */
function fromTerraform(text: unknown): string | undefined {
  return typeof text === 'string'
    ? text.replaceAll(
        /\$\{"([$%])"\}|\$\$\{|%%\{/g,
        (whole, sign: string | undefined) => sign ?? whole.slice(1),
      )
    : undefined;
}

function inPulumi(program: unknown, conf: string | undefined): readonly Made[] {
  const resources = entries(member(program, 'resources'));
  const properties = resources.map(
    ([id, value]) => [id, member(value, 'type'), member(value, 'properties')] as const,
  );
  const configuration = properties.find(([, type]) => type === 'aws:mq:Configuration');
  assert.equal(fromPulumi(member(configuration?.[2], 'data')), conf);
  return properties
    .filter(([, type]) => type === 'aws:iam:Policy')
    .map(([id, , made]) => {
      const attached = properties.find(
        ([, , value]) => member(value, 'policyArn') === `\${${id}.arn}`,
      );
      const document: unknown = JSON.parse(fromPulumi(member(made, 'policy')) ?? '');
      return { name: member(made, 'name'), document, role: member(attached?.[2], 'role') };
    });
}

function fromPulumi(text: unknown): string | undefined {
  return typeof text === 'string' ? text.replaceAll('$$', '$') : undefined;
}
