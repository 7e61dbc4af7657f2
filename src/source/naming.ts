const UTF8 = new TextEncoder();

/** Orders texts by their UTF-8 bytes: the same everywhere, whatever the locale. */
export function compareBytes(a: string, b: string): number {
  if (a === b) return 0;
  const shorter = Math.min(a.length, b.length);
  let at = 0;
  while (at < shorter && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  if (at === shorter) return a.length - b.length;
  const [one, other] = [a.charCodeAt(at), b.charCodeAt(at)];
  // Up to the surrogates code units are in the order of the bytes.
  if (one < 0xd800 && other < 0xd800) return one - other;
  return bytesCompared(UTF8.encode(a), UTF8.encode(b));
}

function bytesCompared(a: Uint8Array, b: Uint8Array): number {
  const at = a.findIndex((byte, index) => byte !== b[index]);
  return at < 0 || at >= b.length ? a.length - b.length : (a[at] ?? 0) - (b[at] ?? 0);
}
