import { aliasLines, type Alias } from './alias.js';
import { LARGE_ALIASES } from './boot.js';
import { every } from './claims.js';
import { aliasFits } from './conf-text.js';
import type { Engine } from './engines.js';

/** The file that the aliases go to, or the ARNs that none can take. */
export type Placement =
  | { readonly ok: true; readonly file: 'rabbitmq.conf' }
  | {
      readonly ok: true;
      readonly file: 'advanced.config';
      /** Some release takes no alias from rabbitmq.conf, an ARN does not fit, or they are many. */
      readonly because: 'release' | 'character' | 'size';
    }
  | { readonly ok: false; readonly arns: readonly string[] };

/**
 * Decides where the aliases go: into rabbitmq.conf, which every operator knows, unless the engine has
 * an advanced.config and there is a reason to prefer it.
 */
export function placeAliases(
  engine: Engine,
  scopePrefix: string,
  aliases: readonly Alias[],
): Placement {
  if (aliases.length === 0) return { ok: true, file: 'rabbitmq.conf' };
  const unfit = aliases.map(({ arn }) => arn).filter((arn) => !aliasFits(arn, 'rabbitmq.conf'));
  if (!every(engine, 'advancedConfig'))
    return unfit.length > 0 ? { ok: false, arns: unfit } : { ok: true, file: 'rabbitmq.conf' };

  if (!every(engine, 'aliasesInConf')) return advanced('release');
  if (unfit.length > 0) return advanced('character');
  const bytes = aliasLines(aliases, scopePrefix).reduce((sum, line) => sum + line.length + 1, 0);
  return bytes > LARGE_ALIASES ? advanced('size') : { ok: true, file: 'rabbitmq.conf' };
}

function advanced(because: 'release' | 'character' | 'size'): Placement {
  return { ok: true, file: 'advanced.config', because };
}
