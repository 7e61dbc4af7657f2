import { Pattern } from '../../pattern/pattern.js';
import { patternText } from '../../policy/phrases/phrase-text.js';
import type { ReadRefusal } from '../../prove/refusal/read.js';
import type { Engine } from '../../rabbitmq/engines.js';
import { refusedKey } from './refused-key.js';

/** The right that was refused, as a policy writes it; without an engine a key is taken as it stands. */
export function refusedPhrase(
  { kind, permission = '', resource, name = '', key = '', tag = '' }: ReadRefusal,
  engine?: Engine,
): string {
  switch (kind) {
    case 'vhost':
      return 'connect';
    case 'tag':
      return `tag ${tag}`;
    case 'topic': {
      const meant = engine === undefined ? key : refusedKey(key, engine);
      return `${permission} exchange ${quoted(name)} key ${quoted(meant)}`;
    }
    case 'resource':
    case 'other':
      return `${permission} ${resource ?? 'resource'} ${quoted(name)}`;
  }
}

/** A concrete name as a policy writes it. */
export function quoted(name: string): string {
  return patternText(Pattern.literal(name));
}
