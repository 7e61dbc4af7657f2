import { Pattern } from '../../pattern/pattern.js';
import type { ReadRefusal } from '../../prove/refusal/read.js';
import type { QueryableBroker } from '../query/queryable.js';
import { quoted } from './refused-phrase.js';

/** What a client writes for bytes that it does not take for a text. */
const GARBLED = /\uFFFD+/gu;

/** What may have been there: no client garbles what ASCII has. */
const LOST = '[^\\0-\\x7f]+';

/** A refusal with whole names, and what was taken for them; or what is left to say of it. */
export type Ungarbled =
  | {
      readonly kind: 'whole';
      readonly refusal: ReadRefusal;
      /** What a garbled name was taken for, as sentences. */
      readonly remarks: readonly string[];
    }
  | { readonly kind: 'meaning'; readonly meaning: string };

/**
 * Takes names of a refusal that a client garbled for the only ones of the policy that fit: `a�` is `aé` where
 * no other vhost begins with `a`. What no name or several fit is asked for again.
 */
export function ungarbled(refusal: ReadRefusal, brokers: readonly QueryableBroker[]): Ungarbled {
  const { kind, resource = 'exchange', name, key, vhost } = refusal;
  const remarks: string[] = [];
  const lost: string[] = [];
  const whole = (text: string, what: string, known: readonly Pattern[]): string => {
    if (!text.includes('\uFFFD')) return text;
    const found = onlyFit(text, known);
    if (found === undefined) lost.push(`the ${what} \`${text}\``);
    else if (found !== text)
      remarks.push(
        `The client garbled the ${what} \`${text}\`, which is taken for ${quoted(found)}, the only one of the policy that fits.`,
      );
    return found ?? text;
  };
  const vhosts = brokers.flatMap(({ policy }) =>
    Array.from(policy.vhosts.declared, ({ pattern }) => pattern),
  );
  const inVhost = vhost === undefined ? undefined : whole(vhost, 'vhost', vhosts);
  const isExchange = kind === 'topic' || resource === 'exchange';
  const resources =
    name === undefined || inVhost === undefined || inVhost === ''
      ? []
      : brokers.flatMap(({ policy }) => policy.vhosts.of(Pattern.literal(inVhost)).declared);
  const names = resources.filter((one) => (one.kind === 'exchange') === isExchange);
  const named =
    name &&
    whole(
      name,
      isExchange ? 'exchange' : 'queue',
      names.map(({ pattern }) => pattern),
    );
  if (key !== undefined) whole(key, 'routing key', []);
  if (lost.length === 0)
    return { kind: 'whole', refusal: { ...refusal, name: named, vhost: inVhost }, remarks };
  const what = lost.join(' and ');
  return {
    kind: 'meaning',
    meaning: `The client garbled ${what}: \`\uFFFD\` stands where it lost what is there, and no name of the policy, or more than one, fits. The line of the broker's log has it whole: ask again with that.`,
  };
}

/** The one known name that a garbled one can be, itself if it is known so. */
function onlyFit(text: string, known: readonly Pattern[]): string | undefined {
  const texts = known.flatMap(({ isLiteral, first }) =>
    isLiteral && first.text !== undefined ? [first.text] : [],
  );
  if (texts.includes(text)) return text;
  const kept = text.split(GARBLED).map((part) => part.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'));
  const fits = new RegExp(`^${kept.join(LOST)}$`, 'u');
  const [found, ...others] = new Set(texts.filter((one) => fits.test(one)));
  return others.length === 0 ? found : undefined;
}
