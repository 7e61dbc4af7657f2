/** What a URI's path cannot hold as it is: all but `unreserved` of RFC 3986 and the slash. */
const reserved = /[^A-Za-z0-9._~/-]+/g;

/** A file's name as a URI: relative for a relative path, else with the scheme `file`. */
export function uriOf(name: string): string {
  const path = name.replace(reserved, percentEncode);
  return name.startsWith('/') ? `file://${path}` : path;
}

function percentEncode(text: string): string {
  return Array.from(
    new TextEncoder().encode(text),
    (byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`,
  ).join('');
}
