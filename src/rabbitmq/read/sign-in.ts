import type { Place } from '../../source/source.js';
import { INTERNAL, natureOf, type Backend, type BackendNature } from './backends.js';
import type { BrokerConfig } from './broker-config.js';

/** Why it cannot be known what a token is given. */
export type SignInDoubt =
  /** A backend that is asked before tokens are read may let the token's holder in, or end the chain. */
  | 'asked-first'
  /** Another backend than that of tokens says what somebody may do who came in with a token. */
  | 'rights-elsewhere'
  /** The cache asks itself. */
  | 'cache-of-cache'
  /** The resource server id is empty and audiences are not verified, which releases take differently. */
  | 'empty-audience';

/** What a broker makes of a good token of its audience. */
export type TokenSignIn =
  /** Its scopes are what its holder has. */
  | { readonly kind: 'scopes' }
  /** It is refused. */
  | { readonly kind: 'nobody' }
  | {
      readonly kind: 'unknown';
      readonly because: SignInDoubt;
      readonly place: Place | undefined;
      /** The module that it depends on. */
      readonly module: string;
    };

/**
 * What a broker makes of a good token. The backends are asked in their order, and the first that lets
 * the holder in decides. Source: rabbitmq/rabbitmq-server v3.13.7 to v4.3.5, rabbit_access_control,
 * check_user_login and try_authenticate_and_try_authorize, and rabbit_oauth2_resource_server.
 */
export function tokenSignIn(config: BrokerConfig): TokenSignIn {
  for (const backend of config.backends ?? []) {
    const answer = askBackend(backend, config.cached);
    if (answer.kind === 'scopes') return withAudience(config);
    if (answer.kind === 'unknown') return answer;
  }
  return { kind: 'nobody' };
}

function askBackend(backend: Backend, cached: Backend | undefined): TokenSignIn {
  const { place } = backend;
  const doubt = (because: SignInDoubt, module: string): TokenSignIn => ({
    kind: 'unknown',
    because,
    place,
    module,
  });
  const who = resolve(backend.authn, cached?.authn);
  if (who.nature === 'cache') return doubt('cache-of-cache', who.module);
  if (who.nature === 'internal' || who.nature === 'nobody') return { kind: 'nobody' };
  if (who.nature === 'elsewhere') return doubt('asked-first', who.module);
  const rights = backend.authz.map((module) => resolve(module, cached?.authz[0]));
  for (const { nature, module } of rights) {
    if (nature === 'cache') return doubt('cache-of-cache', module);
    if (nature === 'internal' || nature === 'elsewhere') return doubt('rights-elsewhere', module);
  }
  const all = rights.every(({ nature }) => nature === 'tokens');
  return { kind: all ? 'scopes' : 'nobody' };
}

/** The module that is asked in the end. */
function resolve(
  module: string,
  cached: string | undefined,
): { readonly module: string; readonly nature: BackendNature } {
  const asked = natureOf(module) === 'cache' ? (cached ?? INTERNAL) : module;
  return { module: asked, nature: natureOf(asked) };
}

function withAudience({ audience, verifyAudience, audiencePlace }: BrokerConfig): TokenSignIn {
  if (audience === undefined || (audience === '' && verifyAudience)) return { kind: 'nobody' };
  if (audience !== '') return { kind: 'scopes' };
  return { kind: 'unknown', because: 'empty-audience', place: audiencePlace, module: '' };
}

/** Somebody whom a broker lets in without one of the tokens that scopes are counted of. */
export interface OtherEntrance {
  readonly module: string;
  readonly place: Place | undefined;
}

/** The backends that let others in, whatever tokens are worth: what those may do no file says. */
export function otherEntrances(config: BrokerConfig): readonly OtherEntrance[] {
  if (config.backends === undefined) return [{ module: INTERNAL, place: undefined }];
  return config.backends.flatMap((backend) => {
    const { module, nature } = resolve(backend.authn, config.cached?.authn);
    return nature === 'internal' || nature === 'elsewhere'
      ? [{ module, place: backend.place }]
      : [];
  });
}
