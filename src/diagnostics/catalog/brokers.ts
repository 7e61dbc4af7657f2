import { error, hint, warning } from '../define.js';
import { didYouMean } from '../nearest.js';

/** What can be wrong with a broker's declaration. */
export const brokerDiagnostics = {
  missingEngine: error(
    'missing-engine',
    ({
      broker,
      example,
      nearest,
    }: {
      broker: string;
      example: string;
      nearest: string | undefined;
    }) =>
      `The broker \`${broker}\` has no \`engine\`.${nearest === undefined ? ` Write one, such as \`engine ${example}\`.` : didYouMean(nearest)}`,
  ),
  unknownEngine: error('unknown-engine', ({ reason }: { reason: string }) => reason),
  newerPatch: warning(
    'newer-patch',
    ({ version, known }: { version: string; known: string }) =>
      `The release ${version} is newer than this version of Warren knows; it is judged as ${known}.`,
  ),
  badSetting: error(
    'bad-setting',
    ({ setting, value, expected }: { setting: string; value: string; expected: string }) =>
      `\`${value}\` cannot be the \`${setting}\`, which is ${expected}.`,
  ),
  badIssuer: error('bad-issuer', ({ reason }: { reason: string }) => reason),
  unusualIssuer: warning(
    'unusual-issuer',
    ({ issuer }: { issuer: string }) =>
      `\`${issuer}\` does not look like the token issuer of an AWS account, \`https://UUID.tokens.sts.global.api.aws\`.`,
  ),
  unholdableSetting: error(
    'unholdable-setting',
    ({ setting, reason }: { setting: string; reason: string }) =>
      `This \`${setting}\` cannot be written into the broker's configuration: ${reason}`,
  ),
  prefixBeginsArn: error(
    'prefix-begins-arn',
    ({ prefix }: { prefix: string }) =>
      `The ARN of a role can begin with the scope prefix \`${prefix}\`. The broker reads the ARN in a token as a scope too, so a role whose ARN goes on with \`write:v/x\` or \`tag:administrator\` would have that right without any line. Write another \`scope-prefix\`, such as \`scope-prefix warren.\`.`,
  ),
  duplicateSetting: error(
    'duplicate-setting',
    ({ setting, broker }: { setting: string; broker: string }) =>
      `\`${setting}\` is given twice for the broker \`${broker}\`.`,
  ),
  builtInVariable: error(
    'built-in-variable',
    ({ name }: { name: string }) =>
      `\`${name}\` has a value of its own on every broker. Choose another name for the variable.`,
  ),
  circularVariable: error(
    'circular-variable',
    ({ name, broker }: { name: string; broker: string }) =>
      `The value of \`${name}\` on the broker \`${broker}\` depends on itself.`,
  ),
  shortToken: hint(
    'short-token',
    ({ seconds, default: asked }: { seconds: number; default: number }) =>
      `A call of GetWebIdentityToken that names no duration asks for ${asked} seconds, and is refused here. Callers have to ask for ${seconds} seconds or less.`,
  ),
  badConfLine: error('bad-conf-line', ({ reason }: { reason: string }) => reason),
  regionOfOtherPartition: error(
    'region-of-other-partition',
    ({ region, partition, declared }: { region: string; partition: string; declared: string }) =>
      `The region \`${region}\` belongs to the partition \`${partition}\`, but the broker's is \`${declared}\`. Write \`partition ${partition}\`.`,
  ),
  unknownRegion: warning(
    'unknown-region',
    ({ region, nearest }: { region: string; nearest: string | undefined }) =>
      `AWS has no region \`${region}\` that this version of Warren knows.${didYouMean(nearest)}`,
  ),
  issuerOfTwoAccounts: error(
    'issuer-of-two-accounts',
    ({ brokers, accounts, issuer }: IssuerOfTwoAccounts) =>
      `The brokers ${brokers} have one issuer, \`${issuer}\`, but are of the accounts ${accounts}. An issuer belongs to one account: ask each account for its own.`,
  ),
  accountOfTwoIssuers: warning(
    'account-of-two-issuers',
    ({ brokers, account }: { brokers: string; account: string }) =>
      `The brokers ${brokers} are of the account \`${account}\` and have different issuers. An account has one: whichever is wrong lets nobody in.`,
  ),
  missingAssumeRole: error(
    'missing-assume-role',
    ({ brokers, key }: { brokers: string; key: string }) =>
      `Amazon MQ reads what \`${key}\` names by a role, which \`aws.arns.assume_role_arn\` has to name; on ${brokers} it is not set. Add it, with the ARN of a role that may read that.`,
  ),
  foreignArn: error(
    'foreign-arn',
    ({ brokers, key, what, theirs, ours }: ForeignArn) =>
      `\`${key}\` names the ${what} \`${theirs}\`, but ${what === 'region' ? 'Amazon MQ reads in' : 'Amazon MQ wants it in'} the ${what} of the broker, which for ${brokers} is \`${ours}\`.`,
  ),
  forgeableAddress: warning(
    'forgeable-address',
    ({ brokers, key, risk }: ForgeableAddress) =>
      `\`${key} = true\` on ${brokers}: whoever reaches the port can claim to come from any address${FORGED[risk]}`,
  ),
  missingIssuer: error(
    'missing-issuer',
    ({ broker }: { broker: string }) =>
      `The broker \`${broker}\` needs its \`issuer\`, the URL that its tokens come from, such as \`issuer https://UUID.tokens.sts.global.api.aws\`.`,
  ),
  sharedAudience: warning(
    'shared-audience',
    ({ broker, other, audience }: { broker: string; other: string; audience: string }) =>
      `The brokers \`${other}\` and \`${broker}\` have one issuer and one audience, \`${audience}\`: a token for one is valid on the other. Give each an \`audience\` of its own.`,
  ),
  longBrokerName: error(
    'long-broker-name',
    ({ broker, most }: { broker: string; most: number }) =>
      `The name of a broker at Amazon MQ has at most ${most} characters; \`${broker}\` has ${broker.length}. Call it as Amazon MQ does: policies name it.`,
  ),
  missingCaCertificate: warning(
    'missing-ca-certificate',
    ({ broker }: { broker: string }) =>
      `The broker \`${broker}\` may run a release that fetches the signing keys from anyone if its host has no CA certificates. Name a file: \`settings { auth_oauth2.https.cacertfile = /path/to/ca.pem }\`.`,
  ),
};

interface IssuerOfTwoAccounts {
  readonly brokers: string;
  readonly accounts: string;
  readonly issuer: string;
}

interface ForeignArn {
  readonly brokers: string;
  readonly key: string;
  readonly what: 'account' | 'partition' | 'region';
  readonly theirs: string;
  readonly ours: string;
}

interface ForgeableAddress {
  readonly brokers: string;
  readonly key: string;
  readonly risk: 'sign-in' | 'sign-in-by-proxy' | 'log';
}

/** What follows from an address that anybody can claim, and what to do. */
const FORGED: Readonly<Record<ForgeableAddress['risk'], string>> = {
  'sign-in':
    ', 127.0.0.1 too, from where the internal user `guest` may sign in. Let nobody but the proxy reach the port, or write `internal-users off`.',
  'sign-in-by-proxy':
    ', and behind a proxy on the host of the broker everybody comes from 127.0.0.1, from where the internal user `guest` may sign in. Let nobody but the proxy reach the port, keep it on another host, or write `internal-users off`.',
  log: ', and the log believes it. Let nobody but the proxy reach the port.',
};
