/**
 * How the last part of a key of rabbitmq.conf ends that holds a secret, as the schemas of RabbitMQ and its
 * plug-ins name them: `default_pass`, `ssl_options.password`, `oauth_client_secret`, `aws.secret_key`,
 * `acl_token`, `ssl_options.key.RSAPrivateKey`; and as a plug-in of one's own would.
 */
const SECRET =
  /(pass|passwd|password|passphrase|secret|secret_key|private_?key|privatekeyinfo|api_key|token|credentials?|cookie|authorization)$/i;

/** A sign-in in an address. */
const SIGN_IN = /(:\/\/)[^/\s@]*@/g;

/** The value of a setting as a report may show it: no secret. The ARN of one is none. */
export function shownValue(key: string, value: string): string {
  const isSecret = SECRET.test(key) && value !== '' && !value.startsWith('arn:');
  return isSecret ? '(not shown)' : value.replace(SIGN_IN, '$1(not shown)@');
}
