import type { Place } from '../../source/source.js';

/** One entry of the chain of backends that a broker asks about somebody who signs in. */
export interface Backend {
  /** The module that says who somebody is. */
  readonly authn: string;
  /** The modules that must all permit what is done. */
  readonly authz: readonly string[];
  readonly place: Place;
}

/** What a backend makes of a token. */
export type BackendNature =
  /** It knows tokens, and counts their scopes. */
  | 'tokens'
  /** It knows the broker's own users: nobody has a token for a password. */
  | 'internal'
  /** It lets nobody in. */
  | 'nobody'
  /** It asks the backends of `auth_cache`, and remembers for a while. */
  | 'cache'
  /** It asks somebody else, or is a module that RabbitMQ does not come with. */
  | 'elsewhere';

/** The module of the broker's own users, which is asked where nothing else is said. */
export const INTERNAL = 'rabbit_auth_backend_internal';

/** The chain that a broker asks: `backends`, or its own users alone where nothing is said. */
export function chainOf({
  backends,
}: {
  readonly backends: readonly Backend[] | undefined;
}): readonly Pick<Backend, 'authn' | 'authz'>[] {
  return backends ?? [{ authn: INTERNAL, authz: [INTERNAL] }];
}

/**
 * What RabbitMQ's own modules do. Source: rabbitmq/rabbitmq-server v3.13.7 to v4.3.5, the modules of
 * these names, and rabbit_access_control for the cache.
 */
const NATURES: ReadonlyMap<string, BackendNature> = new Map([
  ['rabbit_auth_backend_oauth2', 'tokens'],
  [INTERNAL, 'internal'],
  ['rabbit_auth_backend_dummy', 'nobody'],
  ['rabbit_auth_backend_cache', 'cache'],
]);

/** Which file gives a backend: only rabbitmq.conf knows short names, and two places of it differ. */
export type BackendKey = 'auth_backends' | 'auth_cache';

/**
 * The short names of rabbitmq.conf. Any other name is that of a module. Source: the translations of
 * `rabbit.auth_backends` and `rabbitmq_auth_backend_cache.cached_backend` in the schemas of v3.13.7 to
 * v4.3.5; `internal_loopback`, which 4.0 takes for a module, is not told apart from one.
 */
const SHORT: Readonly<Record<BackendKey, ReadonlyMap<string, string>>> = {
  auth_backends: new Map(
    ['internal', 'ldap', 'http', 'oauth2', 'cache', 'amqp', 'dummy']
      .map((name): [string, string] => [name, `rabbit_auth_backend_${name}`])
      .concat([['oauth', 'rabbit_auth_backend_oauth2']]),
  ),
  auth_cache: new Map(
    ['internal', 'ldap', 'http', 'amqp', 'dummy'].map((name) => [
      name,
      `rabbit_auth_backend_${name}`,
    ]),
  ),
};

/** The module that a name in rabbitmq.conf stands for. */
export function backendModule(name: string, key: BackendKey): string {
  return SHORT[key].get(name) ?? name;
}

/** What a module makes of a token. */
export function natureOf(module: string): BackendNature {
  return NATURES.get(module) ?? 'elsewhere';
}

/** A module by its short name where it has one. */
export function backendName(module: string): string {
  const [short] = [...SHORT.auth_backends].find(([, known]) => known === module) ?? [];
  return short ?? module;
}
