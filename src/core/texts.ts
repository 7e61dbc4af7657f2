import { Minimatch } from 'minimatch';
import * as yaml from 'yaml';
import { CONFIG_NAME, type Config } from '../source/config.js';
import { decodeConfig, ignoring, type ConfigLibraries } from '../source/decode-config.js';
import { decodeSource } from '../source/decode.js';
import type { LoadedPolicy } from '../source/loaded.js';
import { compareBytes } from '../source/naming.js';
import { decodePolicyText } from '../source/policy-text.js';
import {
  acceptRelated,
  maxRelatedBytes,
  nothingRelated,
  tooLargeRelated,
  type ReadRelated,
} from '../source/related.js';

/** A file of a policy as a text. */
export interface PolicyText {
  /** Its path below the policy's folder, with `/`, such as `orders.warren` or `teams/billing.warren`. */
  readonly name: string;
  readonly text: string;
}

/** Texts taken for a policy, or why they are none: sentences without a full stop. */
export type TextsRead =
  | { readonly ok: true; readonly loaded: LoadedPolicy }
  | { readonly ok: false; readonly reasons: readonly string[] };

const libraries: ConfigLibraries = { yaml, minimatch: { Minimatch } };

const UTF8 = new TextEncoder();

/**
 * Takes texts for the files of a policy's folder, as `warren check` takes those of a disk: every `*.warren` is
 * part of it, a `warren.yaml` at its top says what is ignored and how grave messages are, and other files are read
 * where a `topology` names them. What lies below a second `warren.yaml` is a policy of its own, which is not read.
 */
export function readTexts(files: readonly PolicyText[]): TextsRead {
  const texts = new Map<string, string>();
  const reasons: string[] = [];
  for (const { name, text } of files) {
    const path = below('', name);
    if (path === undefined) reasons.push(`${name} is no path below the folder of the policy`);
    else if (texts.has(path)) reasons.push(`${path} is given twice`);
    else texts.set(path, text);
  }
  const config = configOf(texts.get(CONFIG_NAME));
  const isPart = partOf([...texts.keys()], config);
  const decoded = [...texts]
    .filter(([name]) => isPart(name))
    .sort(([a], [b]) => compareBytes(a, b))
    .map(([name, text]) => decodePolicyText(text, name, `/${name}`));
  if (reasons.length === 0 && decoded.length === 0) reasons.push('there is no .warren file');
  if (reasons.length > 0) return { ok: false, reasons };
  return {
    ok: true,
    loaded: {
      sources: decoded.map(({ source }) => source),
      root: '/',
      ...(config === undefined ? {} : { config }),
      problems: [],
      textProblems: decoded.flatMap(({ problems }) => problems),
      readRelated: readAmong(texts),
      nameInRoot: ({ name }) => name,
    },
  };
}

function configOf(text: string | undefined): Config | undefined {
  if (text === undefined) return undefined;
  return decodeConfig(UTF8.encode(text), CONFIG_NAME, `/${CONFIG_NAME}`, libraries);
}

/** Tells which files are part of the policy, by their names. */
function partOf(names: readonly string[], config: Config | undefined): (name: string) => boolean {
  const ignores = config === undefined ? (): boolean => false : ignoring(config, libraries);
  const nested = names
    .filter((name) => name.endsWith(`/${CONFIG_NAME}`))
    .map((name) => name.slice(0, -CONFIG_NAME.length));
  return (name) => {
    const entries = name.split('/');
    return (
      name.endsWith('.warren') &&
      !entries.some((entry) => entry.startsWith('.') || entry === 'node_modules') &&
      !entries.some((_, at) => ignores(entries.slice(0, at + 1).join('/'))) &&
      !nested.some((folder) => name.startsWith(folder))
    );
  };
}

function readAmong(texts: ReadonlyMap<string, string>): ReadRelated {
  return (from, path) => {
    const name = below(from.name.slice(0, from.name.lastIndexOf('/') + 1), path);
    const text = name === undefined ? undefined : texts.get(name);
    if (name === undefined || text === undefined) return nothingRelated(from, name ?? path);
    const bytes = UTF8.encode(text);
    if (bytes.length > maxRelatedBytes) return tooLargeRelated(name);
    return acceptRelated(decodeSource(bytes, name, `/${name}`));
  };
}

/**
 * A path seen from a folder, which is empty or ends in `/`, as a path below the policy's folder; undefined for
 * one that leads out of that or nowhere.
 */
function below(folder: string, path: string): string | undefined {
  if (path === '' || path.startsWith('/') || path.includes('\\') || path.includes('\0'))
    return undefined;
  const entries: string[] = [];
  for (const entry of `${folder}${path}`.split('/')) {
    if (entry === '..' && entries.pop() === undefined) return undefined;
    if (entry !== '' && entry !== '.' && entry !== '..') entries.push(entry);
  }
  return entries.length === 0 ? undefined : entries.join('/');
}
