/** The files that configure a broker. */
export type ConfigFile = 'rabbitmq.conf' | 'advanced.config';

/** Why rabbitmq.conf, or the comparison that the broker makes, does not take a text. */
export type ConfTextProblem =
  | { readonly kind: 'empty' }
  | { readonly kind: 'character'; readonly character: string }
  | { readonly kind: 'too-long'; readonly most: number };

/** The longest audience that AWS signs. Source: AWS STS API reference, GetWebIdentityToken. */
const MAX_AUDIENCE = 1000;

/**
 * Characters that rabbitmq.conf holds as they are in every version: no blank, comment, quote, `$(`
 * or section can arise from them.
 */
const NOT_PLAIN = /[^A-Za-z0-9+=,.@_/:-]/u;

/**
 * Whether a file can hold an ARN as an alias. The broker compares aliases literally, so an ARN has
 * one way to be written; advanced.config escapes every byte.
 */
export function aliasFits(arn: string, file: ConfigFile): boolean {
  return file === 'advanced.config' || checkText(arn) === undefined;
}

/** Why a text cannot be the audience, which the broker calls its resource server id. */
export function checkAudience(audience: string): ConfTextProblem | undefined {
  if (audience.length > MAX_AUDIENCE) return { kind: 'too-long', most: MAX_AUDIENCE };
  return checkText(audience);
}

/** Why a text cannot be the scope prefix. With an empty one every word of a token is a scope. */
export function checkPrefix(prefix: string): ConfTextProblem | undefined {
  return checkText(prefix);
}

function checkText(text: string): ConfTextProblem | undefined {
  if (text === '') return { kind: 'empty' };
  const character = NOT_PLAIN.exec(text)?.[0];
  return character === undefined ? undefined : { kind: 'character', character };
}
