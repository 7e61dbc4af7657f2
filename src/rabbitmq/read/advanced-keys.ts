import type { Source } from '../../source/source.js';
import { isAtom, loosened, plainText, properties, type TermReporter } from './advanced-terms.js';
import type { BrokerConfig } from './broker-config.js';
import type { Term } from './erlang-term.js';

/**
 * What `{key_config, […]}` says of the keys that sign tokens. It replaces wholly what rabbitmq.conf says
 * by `jwks_url`, `algorithms` and `https`.
 */
export function keyConfig(
  term: Term,
  source: Source,
  before: BrokerConfig,
  report: TermReporter,
): Partial<BrokerConfig> {
  const settings = new Map(properties(term, report));
  const url = settings.get('jwks_url');
  const peer = settings.get('peer_verification') ?? settings.get('verify');
  const algorithms = settings.get('algorithms');
  const open = peer !== undefined && isAtom(peer, 'verify_none');
  const newer = before.settings.get('auth_oauth2.jwks_uri')?.value;
  return {
    jwksUrl: newer ?? (url && plainText(url)),
    algorithms:
      algorithms?.kind === 'list' ? algorithms.items.flatMap((item) => plainText(item) ?? []) : [],
    loosened: loosened(before, 'https.peer_verification', open, peer ?? term, source),
  };
}
