import type { Deployment, ManagedPolicy } from '#warren/emit/infrastructure/deployment.js';

/** A policy whose resource holds what templates of some tool give a meaning to. */
export function policy(label: string, role: string | undefined, resource = '*'): ManagedPolicy {
  return {
    name: `orders.${label}`,
    label,
    role,
    document: {
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'Token',
          Effect: 'Allow',
          Action: 'sts:GetWebIdentityToken',
          Resource: resource,
          Condition: { Null: { 'sts:IdentityTokenAudience': 'false' } },
        },
      ],
    },
  };
}

/** A configuration and two policies, one of which is attached to no role. */
export const DEPLOYMENT: Deployment = {
  title: 'the broker orders',
  name: 'orders',
  place: undefined,
  configuration: {
    name: 'orders',
    engineVersion: '4.2',
    data: '# A line: "quoted" \\\nheartbeat = 60\nname = a${b}$$%{c}\n',
    brokerId: 'b-1',
  },
  policies: [policy('checkout', 'checkout'), policy('oncall2', undefined)],
};

export const ISSUER = 'https://3f1c2b7e-0d52-4c1a-9e57-1f2a3b4c5d6e.tokens.sts.global.api.aws';
export const OTHER_ISSUER =
  'https://99999999-0d52-4c1a-9e57-1f2a3b4c5d6e.tokens.sts.global.api.aws';

/** The same, with the issuer held against the account's. */
export const CHECKED: Deployment = {
  ...DEPLOYMENT,
  configuration: DEPLOYMENT.configuration && {
    ...DEPLOYMENT.configuration,
    accountIssuer: ISSUER,
  },
};

/** Texts that mean something to some tool, or to YAML. */
export const TRICKY: readonly string[] = [
  '',
  '$',
  '$$',
  '${a}',
  '$${a}',
  '$$${a}',
  '%{ if a }',
  '%%{a}',
  '%%%{',
  '${$}{x}',
  '$%{a}',
  '$%%{a}',
  '%$${a}',
  '%${a}',
  '{{a}}',
  '#{a}',
  '"',
  "'",
  '\\',
  '\\n',
  'a\nb\n',
  'a\n',
  '\na',
  ' a\n b\n',
  'a \nb\n',
  'a\n\n',
  '\t',
  'yes',
  'on',
  'null',
  '~',
  '2012-10-17',
  '1e3',
  '0x1f',
  '12:30',
  '111122223333',
  '- a',
  '# a',
  '&a',
  '*a',
  '!Ref a',
  'a: b',
  'é',
];
