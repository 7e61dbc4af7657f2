import { createHash } from 'node:crypto';
import { jsonText } from '../report/json-text.js';
import type { Broker } from '../policy/brokers/broker.js';
import { conditionedText } from '../policy/phrases/phrase-text.js';
import type { Grant } from '../policy/policy.js';
import { engineName } from '../rabbitmq/engines.js';
import { version } from '../version.js';
import type { Account } from './accounts.js';
import type { Inputs, ManifestPlace } from './inputs.js';
import type { Artifact } from './output/artifacts.js';
import { manifestName } from './output/manifest.js';
import { record } from './record.js';
import type { RoleAccess } from './role-access.js';

/** Where a scope or right comes from: the phrase, and the uses of profiles that lead to it. */
type ManifestOrigin = ManifestPlace & { readonly through?: readonly ManifestPlace[] };

/**
 * manifest.json: what was compiled from what. It gives the source place of every alias, scope and
 * Amazon MQ right, which the broker's files leave out to stay short, and the hash of every file.
 */
export function writeManifest(
  broker: Broker,
  access: readonly RoleAccess[],
  files: readonly Artifact[],
  inputs: Inputs,
): Artifact {
  const manifest = {
    warren: version,
    broker: broker.name,
    engine: engineName(broker.engine),
    inputs: inputs.hash(),
    files: digests(files),
    roles: access.map(({ role, scopes, rights }) => ({
      role: role.name,
      arn: role.arn.text,
      declared: inputs.placeOf(role.place),
      scopes: scopes.map(({ encoded, grants }) => ({
        scope: broker.scopePrefix + encoded.text,
        from: origins(grants, inputs),
      })),
      rights: rights
        .map((one) => ({ right: conditionedText(one), from: origins(one.grants, inputs) }))
        .sort((a, b) => (a.right < b.right ? -1 : 1)),
    })),
  };
  return written(manifest);
}

/** manifest.json of an account: the brokers that each of its roles has something at. */
export function writeAccountManifest(
  { name, roles }: Account,
  files: readonly Artifact[],
  inputs: Inputs,
): Artifact {
  return written({
    warren: version,
    account: name,
    inputs: inputs.hash(),
    files: digests(files),
    roles: roles.map(({ role, requests }) => ({
      arn: role.arn.text,
      declared: inputs.placeOf(role.place),
      brokers: requests.map(({ broker }) => broker.name),
    })),
  });
}

function written(manifest: object): Artifact {
  return { path: manifestName, text: `${jsonText(manifest, 1)}\n` };
}

function digests(files: readonly Artifact[]): Readonly<Record<string, string>> {
  return record(files.map(({ path, text }) => [path, sha256(text)]));
}

function origins(grants: readonly Grant[], inputs: Inputs): readonly ManifestOrigin[] {
  const found = new Map<string, ManifestOrigin>();
  for (const { right } of grants) {
    const place = inputs.placeOf(right.place);
    const through = right.calls.map((call) => inputs.placeOf(call));
    const origin = through.length === 0 ? place : { ...place, through };
    found.set(JSON.stringify(origin), origin);
  }
  return [...found.values()];
}

function sha256(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}
