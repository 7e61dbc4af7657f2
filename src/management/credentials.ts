/** By what somebody signs in to the management API. */
export type Credentials =
  | { readonly kind: 'basic'; readonly user: string; readonly password: string }
  /** A web token of OAuth 2. */
  | { readonly kind: 'bearer'; readonly token: string };

/** The value of the header `authorization`; see RFC 7617 and RFC 6750. */
export function authorization(credentials: Credentials): string {
  if (credentials.kind === 'bearer') return `Bearer ${credentials.token}`;
  const { user, password } = credentials;
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}

/** A secret as it is sent, or why it cannot be: the end of a sentence about its file. */
export type ReadSecret =
  { readonly ok: true; readonly secret: string } | { readonly ok: false; readonly reason: string };

/** The password in a text: all of it but a line break at the end. */
export function passwordIn(text: string): ReadSecret {
  const secret = text.replace(/\r?\n$/, '');
  if (secret === '') return { ok: false, reason: 'is empty' };
  if (/[\r\n]/.test(secret)) return { ok: false, reason: 'holds more than one line' };
  return { ok: true, secret };
}

/** The token in a text, with blanks around it. */
export function tokenIn(text: string): ReadSecret {
  const secret = text.trim();
  if (secret === '') return { ok: false, reason: 'is empty' };
  if (/^[[{"]/.test(secret))
    return {
      ok: false,
      reason:
        'holds JSON, not a token; with the AWS command line, --query WebIdentityToken --output text writes the token alone',
    };
  if (/\s/.test(secret))
    return { ok: false, reason: 'holds blanks or line breaks inside, and so more than a token' };
  if (!/^[\w.~+/=-]+$/.test(secret))
    return { ok: false, reason: 'holds characters that no token has' };
  return { ok: true, secret };
}
