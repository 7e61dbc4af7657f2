import assert from 'node:assert/strict';
import { allSchemaKeys } from '#warren/rabbitmq/settings/schema.js';
import { isSecretKey } from '#warren/rabbitmq/settings/secret.js';

/** Keys that only read like secrets: paths, names, URLs. */
const SHOWN: readonly string[] = [
  'auth_oauth2.additional_scopes_key',
  'auth_oauth2.default_key',
  'auth_oauth2.oauth_providers.$name.default_key',
  'auth_oauth2.oauth_providers.$name.signing_keys.$id',
  'auth_oauth2.oauth_providers.$name.token_endpoint',
  'auth_oauth2.resource_servers.$name.additional_scopes_key',
  'auth_oauth2.signing_keys.$name',
  'auth_oauth2.token_endpoint',
  'cluster_formation.aws.access_key_id',
  'cluster_formation.k8s.token_path',
  'password_hashing_module',
  'ssl_options.bypass_pem_cache',
];

describe('keys whose values are secrets', () => {
  it('are all those of the schemas that read like one, but for paths, names and URLs', () => {
    const suspicious = allSchemaKeys().filter(({ name }) =>
      /pass|secret|token|cookie|_key/.test(name),
    );
    const shown = suspicious.filter(({ name }) => !isSecretKey(name)).map(({ name }) => name);
    assert.deepEqual(shown.sort(), SHOWN);
  });
});
