import { join } from 'node:path';
import { decodeSource } from '../../source/decode.js';
import { readRegularFile } from '../../source/read-file.js';
import { manifestName } from './artifacts.js';
import { entryKind } from './folders.js';

/** No manifest comes near this size, in bytes. */
const maxManifestBytes = 256 * 1024 * 1024;

const digest = /^sha256:[0-9a-f]{64}$/;

/**
 * The files that an earlier run wrote into a folder, by its manifest: the keys of `files`, whose values
 * are `sha256:HEX`. Undefined where there is no such manifest, or a link or another program's stands there.
 */
export function filesOfManifest(folder: string): ReadonlySet<string> | undefined {
  const path = join(folder, manifestName);
  if (entryKind(path) !== 'file') return undefined;
  const result = readRegularFile(path, manifestName, maxManifestBytes);
  if (result.kind !== 'read') return undefined;
  const manifest = parse(decodeSource(result.bytes, manifestName).source.text);
  if (!isObject(manifest) || !('warren' in manifest) || typeof manifest.warren !== 'string')
    return undefined;
  if (!('files' in manifest) || !isObject(manifest.files)) return undefined;
  const { files } = manifest;
  const known = Object.values(files).every((value) => digest.test(String(value)));
  return known ? new Set([...Object.keys(files), manifestName]) : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
