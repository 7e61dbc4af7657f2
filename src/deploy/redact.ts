/** What stands for what is left out. */
const LEFT_OUT = '(left out)';

/**
 * What an error of AWS, or whatever answers in its place, may repeat of a request that is signed: headers
 * and parameters of Signature Version 4, tokens, keys and passwords. Each has the name first, where it has
 * one, and the secret behind it.
 */
const SECRETS: readonly RegExp[] = [
  // Authorization: AWS4-HMAC-SHA256 Credential=…, SignedHeaders=…, Signature=…; Bearer …; Basic …
  /((?:proxy-)?authorization["']?\s*[:=]\s*["']?)(?:aws4-[\w-]+[^\n"'<>]*|(?:bearer|basic|digest)\s+[^\s"'<>,;]+|[^\s"'<>,;]+)/gi,
  /(\baws4-hmac-sha256\b)[^\n"'<>]*/gi,
  /(\b(?:bearer|basic)\s+)[\w.~+/=-]{8,}/gi,
  // x-amz-security-token: …, X-Amz-Signature=…, "SecretAccessKey": "…", password=…
  /((?:x-amz-(?:security-token|signature|credential)|(?:aws_?)?(?:session|security|access|refresh|id|web_?identity)_?token|(?:aws_?)?secret_?(?:access_?)?key|client_?secret|signature|credential|password|passwd|pwd|cookie|token)["']?\s*(?:[:=]|%3d)\s*["']?)[^\s"'<>,;&]+/gi,
  /(<(\w*(?:token|secret\w*|password|signature|credential)s?)>)[^<]*(?=<\/\2>)/gi,
  // The canonical request that a refused signature is answered with, and what was signed of it.
  /(\b(?:the )?(?:canonical string|string-to-sign|string to sign)\b[^'"]*)['"][\s\S]*/gi,
  /(:\/\/)[^/\s@]*(?=@)/g,
];

/** Secrets that are known by their own shape: access key ids, web tokens, and long runs of Base64 or hex. */
const SHAPES: readonly RegExp[] = [
  /\b(?:AKIA|ASIA|AROA|AIDA)[A-Z0-9]{12,}\b/g,
  /\beyJ[\w-]+\.[\w-]+(?:\.[\w-]*)?/g,
  /(?<![\w+/=-])(?=[\w+/=]*\d)(?=[\w+/=]*[A-Za-z])[A-Za-z0-9+/_]{40,}={0,2}(?![\w+/=-])/g,
];

/** A text that came from elsewhere, without what looks like a token, a signature, a key or a password. */
export function redacted(text: string): string {
  const named = SECRETS.reduce((left, secret) => left.replace(secret, `$1${LEFT_OUT}`), text);
  return SHAPES.reduce((left, shape) => left.replace(shape, LEFT_OUT), named);
}
