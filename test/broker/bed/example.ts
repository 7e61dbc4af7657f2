import type { ConfigFiles } from '../../bed/offline.js';
import { erlangBinary, startBroker } from '../../bed/broker.js';
import type { Broker } from '../../bed/broker.js';
import { startSts } from '../../bed/sts.js';
import type { Sts } from '../../bed/sts.js';
import type { Suite } from '../../bed/tree.js';

/** The audience of the example's broker. */
export const AUDIENCE = 'example';

/** The only virtual host that the example's roles but the administrator may enter. */
export const VHOST = 'orders';

/** The roles that the example's tests log in as. */
export const ROLES = {
  admin: 'arn:aws:iam::111122223333:role/admin',
  /** May do everything with what is called `w.…`, with routing keys `ok.…`. */
  worker: 'arn:aws:iam::111122223333:role/app/worker',
  /** May enter the virtual host and see it in the management API. */
  watcher: 'arn:aws:iam::111122223333:role/watcher',
  /** Has no alias. */
  stranger: 'arn:aws:iam::111122223333:role/stranger',
} as const;

/** The scopes of the roles that have an alias, without the prefix. */
export const SCOPES: Readonly<Record<string, readonly string[]>> = {
  [ROLES.admin]: ['configure:*/*', 'write:*/*/*', 'read:*/*/*', 'tag:administrator'],
  [ROLES.worker]: ['configure:orders/w.*', 'write:orders/w.*/ok.*', 'read:orders/w.*/ok.*'],
  [ROLES.watcher]: ['read:orders/', 'tag:management'],
};

const PREFIX = 'example.';

/** The example's configuration: aliases in rabbitmq.conf where that is known, else in advanced.config. */
export function exampleConfig(suite: Suite, issuer: string): ConfigFiles {
  const aliases = Object.entries(SCOPES).map(
    ([arn, scopes]) => [arn, scopes.map((scope) => PREFIX + scope)] as const,
  );
  if (suite === 'trixie') {
    const entries = aliases.map(
      ([arn, scopes]) => `${erlangBinary(arn)} => [${scopes.map(erlangBinary).join(',')}]`,
    );
    const env = `{scope_aliases, #{${entries.join(',')}}}`;
    return {
      rabbitmqConf: settings(issuer),
      advancedConfig: `[{rabbitmq_auth_backend_oauth2, [${env}]}].\n`,
    };
  }
  const lines = aliases.flatMap(([arn, scopes], index) => [
    `auth_oauth2.scope_aliases.${index + 1}.alias = ${arn}\n`,
    `auth_oauth2.scope_aliases.${index + 1}.scope = ${scopes.join(' ')}\n`,
  ]);
  return { rabbitmqConf: settings(issuer) + lines.join('') };
}

function settings(issuer: string): string {
  return `auth_backends.1 = oauth2
auth_oauth2.resource_server_id = ${AUDIENCE}
auth_oauth2.scope_prefix = ${PREFIX}
auth_oauth2.verify_aud = true
auth_oauth2.additional_scopes_key = sub
auth_oauth2.preferred_username_claims.1 = sub
auth_oauth2.jwks_url = ${issuer}/.well-known/jwks.json
auth_oauth2.https.peer_verification = verify_peer
auth_oauth2.https.hostname_verification = wildcard
auth_oauth2.algorithms.1 = ES384
auth_oauth2.algorithms.2 = RS256
`;
}

/** A broker with the example's configuration, and the issuer that it trusts. */
export interface Example {
  readonly broker: Broker;
  readonly sts: Sts;
  /** A good token of a role. */
  readonly token: (role: keyof typeof ROLES) => Promise<string>;
}

const started = new Map<Suite, Promise<Example>>();

/** The example on a suite's RabbitMQ, started once for all test files. */
export function example(suite: Suite): Promise<Example> {
  const found = started.get(suite) ?? start(suite);
  started.set(suite, found);
  return found;
}

async function start(suite: Suite): Promise<Example> {
  const sts = await startSts();
  const config = exampleConfig(suite, sts.issuer);
  const broker = await startBroker({ suite, ...config, ca: sts.ca });
  await broker.addVhost(VHOST);
  return {
    broker,
    sts,
    token: (role) => sts.mint({ roleArn: ROLES[role], audience: AUDIENCE }),
  };
}

after(async () => {
  for (const { broker, sts } of await Promise.all(started.values())) {
    await broker.stop();
    await sts.stop();
  }
});
