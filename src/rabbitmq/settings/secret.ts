/**
 * How the last part of a key ends where its value is a secret. Source: the keys of the schema table, such
 * as `default_pass`, `ssl_options.password`, `management.oauth_client_secret`, `ssl_options.key.RSAPrivateKey`,
 * `cluster_formation.aws.secret_key` and `cluster_formation.consul.acl_token`; and what other plugins may
 * call theirs.
 */
const SECRET =
  /(?:(?:^|_)(?:pass|passwd|passphrase|passcode|token|cookie|credentials?|authorization|(?:access|api)_key)|password|secret|secret_key|private_?key|privatekeyinfo)$/i;

/** What is sent along with a request for a token, a client's secret for one. */
const SENT_ALONG = '.oauth_token_endpoint_params.';

/** A sign-in in an address. */
const SIGN_IN = /(:\/\/)[^/\s@]*@/g;

/** Whether what a key of rabbitmq.conf holds must not be shown. */
export function isSecretKey(key: string): boolean {
  return SECRET.test(key.slice(key.lastIndexOf('.') + 1)) || key.includes(SENT_ALONG);
}

/** The value of a setting as a report may show it: no secret. The ARN of one is none. */
export function shownValue(key: string, value: string): string {
  const isSecret = isSecretKey(key) && value !== '' && !value.startsWith('arn:');
  return isSecret ? '(not shown)' : value.replace(SIGN_IN, '$1(not shown)@');
}
