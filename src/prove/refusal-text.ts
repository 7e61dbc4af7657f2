import { REFUSAL_START, REFUSAL_TEXTS, type RefusalText } from './refusal-texts.js';

/** What the text of a refusal says. */
export interface ReadRefusal {
  readonly kind: RefusalText['kind'];
  readonly permission: string | undefined;
  readonly resource: string | undefined;
  readonly name: string | undefined;
  readonly key: string | undefined;
  readonly vhost: string | undefined;
  /** All that follows the opening quote of the user. */
  readonly user: string | undefined;
  readonly meaning: string | undefined;
}

/** What came of reading a text that should be a refusal. */
export type RefusalReading =
  | { readonly kind: 'read'; readonly refusal: ReadRefusal }
  /** It is one, but is cut off before it names the user. */
  | { readonly kind: 'cut' }
  | { readonly kind: 'none' };

/** The longest line that can be a refusal: names and ARNs are far shorter, and garbage is not. */
const MAX_LINE = 4_096;

/**
 * Reads a refusal from the text of an error, a line of a log or the body of a response, whatever
 * stands around it.
 */
export function readRefusal(text: string): RefusalReading {
  const lines = linesOf(text);
  for (const known of REFUSAL_TEXTS)
    for (const line of lines) {
      const groups = known.pattern.exec(line);
      if (groups === null) continue;
      const { permission, resource, name, key, vhost, user } = groups.groups ?? {};
      const { kind, meaning } = known;
      return {
        kind: 'read',
        refusal: { kind, permission, resource, name, key, vhost, user, meaning },
      };
    }
  return lines.some((line) => REFUSAL_START.test(line)) ? { kind: 'cut' } : { kind: 'none' };
}

/** No name has a line end in it, so a refusal stands on one line. */
function linesOf(text: string): readonly string[] {
  return bodyOf(text)
    .split(/[\r\n]+/)
    .filter((line) => line !== '' && line.length <= MAX_LINE);
}

/** The reason in a response of the management API; any other text as it is. */
function bodyOf(text: string): string {
  if (!text.trimStart().startsWith('{')) return text;
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body !== 'object' || body === null || !('reason' in body)) return text;
    const { reason } = body;
    return typeof reason === 'string' ? reason : text;
  } catch {
    // Cut off, or a text in braces.
    return text;
  }
}
