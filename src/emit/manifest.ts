import { sha256 } from '../source/sha256.js';
import { jsonParts } from '../report/json-text.js';
import type { Broker } from '../policy/brokers/broker.js';
import { conditionedText } from '../policy/phrases/phrase-text.js';
import type { Grant } from '../policy/policy.js';
import { encodeScope } from '../rabbitmq/encode.js';
import { engineName } from '../rabbitmq/engines.js';
import { version } from '../version.js';
import type { AccountRoles } from './accounts.js';
import type { Inputs, ManifestPlace } from './inputs.js';
import { artifactOfParts, manifestName, type Artifact } from './output/artifacts.js';
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
  const head = {
    warren: version,
    broker: broker.name,
    engine: engineName(broker.engine),
    inputs: inputs.hash(),
    files: digests(files),
  };
  return manifestOf(head, access, ({ role, scopes, rights }) => ({
    role: role.name,
    arn: role.arn.text,
    declared: inputs.placeOf(role.place),
    scopes: scopes.map(({ scope, grants }) => ({
      scope: broker.scopePrefix + encodeScope(scope).text,
      from: origins(grants, inputs),
    })),
    rights: rights
      .map((one) => ({ right: conditionedText(one), from: origins(one.grants, inputs) }))
      .sort((a, b) => (a.right < b.right ? -1 : 1)),
  }));
}

/** manifest.json of an account: the brokers that each of its roles has something at. */
export function writeAccountManifest(
  { name, roles }: AccountRoles,
  files: readonly Artifact[],
  inputs: Inputs,
): Artifact {
  const head = { warren: version, account: name, inputs: inputs.hash(), files: digests(files) };
  return manifestOf(head, roles, ({ role, requests }) => ({
    arn: role.arn.text,
    declared: inputs.placeOf(role.place),
    brokers: requests.map(({ broker }) => broker.name),
  }));
}

/** What it says of the roles is most of it, and is worked out role by role while it is written. */
function manifestOf<Role>(
  head: object,
  roles: readonly Role[],
  describe: (role: Role) => object,
): Artifact {
  return artifactOfParts(manifestName, function* () {
    yield* jsonParts(head, 'roles', described(roles, describe), 1);
    yield '\n';
  });
}

function* described<Role>(
  roles: readonly Role[],
  describe: (role: Role) => object,
): Iterable<object> {
  for (const role of roles) yield describe(role);
}

/** The policies of most roles are one text, of which there is one hash. */
function digests(files: readonly Artifact[]): Readonly<Record<string, string>> {
  const known = new Map<string, string>();
  return record(
    files.map(({ path, text }) => {
      const digest = known.get(text) ?? digestOf(text);
      known.set(text, digest);
      return [path, digest];
    }),
  );
}

function origins(grants: readonly Grant[], inputs: Inputs): readonly ManifestOrigin[] {
  const [only, ...more] = grants;
  if (only !== undefined && more.length === 0) return [originOf(only, inputs)];
  const found = new Map<string, ManifestOrigin>();
  for (const grant of grants) {
    const origin = originOf(grant, inputs);
    found.set(JSON.stringify(origin), origin);
  }
  return [...found.values()];
}

function originOf({ right }: Grant, inputs: Inputs): ManifestOrigin {
  const place = inputs.placeOf(right.place);
  if (right.calls.length === 0) return place;
  return { ...place, through: right.calls.map((call) => inputs.placeOf(call)) };
}

function digestOf(text: string): string {
  return `sha256:${sha256(text)}`;
}
