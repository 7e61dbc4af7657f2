/** What a web token says, as far as a broker looks at it. Nothing of it is checked here. */
export interface TokenFacts {
  readonly algorithm: string;
  /** The name of the key that signed it; empty where it says none. */
  readonly keyId: string;
  readonly issuer: string | undefined;
  /** For a role at AWS its ARN with the path. */
  readonly subject: string | undefined;
  /** Whether there is a subject that is no text, such as a list. */
  readonly hasOddSubject: boolean;
  readonly audiences: readonly string[];
  /** Seconds since 1970. */
  readonly expires: number | undefined;
  readonly issued: number | undefined;
  readonly notBefore: number | undefined;
  /** The scopes that it brings, in its claim `scope`; a token of STS brings none. */
  readonly scopes: readonly string[];
}

/** A web token. Its text is reached by `secret` alone, so that it gets into no output by itself. */
export class Token {
  readonly #text: string;

  private constructor(
    text: string,
    readonly facts: TokenFacts,
  ) {
    this.#text = text;
  }

  /** The text, which is the password; it belongs in no output. */
  get secret(): string {
    return this.#text;
  }

  /** How many bytes it takes in a sign-in. */
  get size(): number {
    return this.#text.length;
  }

  /** What its signature is about, and the signature. */
  get signed(): { readonly input: Buffer; readonly signature: Buffer } {
    const at = this.#text.lastIndexOf('.');
    return {
      input: Buffer.from(this.#text.slice(0, at)),
      signature: Buffer.from(this.#text.slice(at + 1), 'base64url'),
    };
  }

  /** Reads a token of three parts, a JWS of RFC 7515 with the claims of RFC 7519. */
  static read(text: string): ReadToken {
    const parts = text.split('.');
    if (parts.length !== 3 || parts.some((part) => !/^[\w-]*={0,2}$/.test(part)))
      return refused(
        'is no web token: that has three parts with points between, such as eyJ….eyJ….abc…',
      );
    const [head, body] = parts.map(objectIn);
    if (head === undefined || body === undefined)
      return refused('is no web token: its first two parts hold no JSON objects');
    const { aud } = body;
    const audiences = typeof aud === 'string' ? [aud] : Array.isArray(aud) ? aud : [];
    return {
      ok: true,
      token: new Token(text, {
        algorithm: textOf(head['alg']) ?? 'none',
        keyId: textOf(head['kid']) ?? '',
        issuer: textOf(body['iss']),
        // Nobody has an empty name.
        subject: textOf(body['sub']) || undefined,
        hasOddSubject: body['sub'] !== undefined && textOf(body['sub']) === undefined,
        audiences: audiences.filter((one): one is string => typeof one === 'string'),
        expires: numberOf(body['exp']),
        issued: numberOf(body['iat']),
        notBefore: numberOf(body['nbf']),
        scopes: scopesIn(body['scope']),
      }),
    };
  }
}

/** A token, or why a text is none: the end of a sentence that repeats nothing of the text. */
export type ReadToken =
  { readonly ok: true; readonly token: Token } | { readonly ok: false; readonly reason: string };

function refused(reason: string): ReadToken {
  return { ok: false, reason };
}

function objectIn(part: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    return Object.fromEntries(Object.entries(value));
  } catch {
    return undefined;
  }
}

/** A text with blanks between, as RFC 8693 has it, or a list of texts, each of which may be such a text. */
function scopesIn(claim: unknown): readonly string[] {
  const texts = Array.isArray(claim) ? claim : [claim];
  return texts
    .filter((one): one is string => typeof one === 'string')
    .flatMap((one) => one.split(' ').filter((scope) => scope !== ''));
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}
