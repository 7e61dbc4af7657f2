import { fileURLToPath, pathToFileURL } from 'node:url';

/** The absolute path that a `file:` URI names; undefined for any other URI, such as an untitled text's. */
export function pathOf(uri: string): string | undefined {
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined;
  }
}

/** The `file:` URI of an absolute path. */
export function uriOfPath(path: string): string {
  return pathToFileURL(path).href;
}
