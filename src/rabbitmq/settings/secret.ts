/**
 * How the last part of a key ends where its value is a secret. Source: the keys of the schema table, such
 * as `default_pass`, `ssl_options.password`, `management.oauth_client_secret`,
 * `cluster_formation.aws.secret_key` and `cluster_formation.consul.acl_token`; and what other plugins may
 * call theirs.
 */
const SECRET =
  /(?:^|_)(?:pass|passwd|password|passphrase|passcode|secret|token|cookie|(?:secret|access|private|api)_key)$/i;

/** What is sent along with a request for a token, a client's secret for one. */
const SENT_ALONG = '.oauth_token_endpoint_params.';

/** Whether what a key of rabbitmq.conf holds must not be shown. */
export function isSecretKey(key: string): boolean {
  return SECRET.test(key.slice(key.lastIndexOf('.') + 1)) || key.includes(SENT_ALONG);
}
