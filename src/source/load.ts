import { statSync } from 'node:fs';
import { basename, dirname, join, posix, relative, resolve, sep } from 'node:path';
import { CONFIG_NAME, maxConfigBytes, tooLargeConfig, type Config } from './config.js';
import { decodeConfig, ignoring } from './decode-config.js';
import { decodeSource } from './decode.js';
import type { Decoded } from './decode.js';
import { findPolicyFiles, isPartOf, realPath, rootOf, type Found } from './find-files.js';
import { lazily } from './lazily.js';
import { onDisk } from './on-disk.js';
import type { LoadedPolicy } from './loaded.js';
import { loadProblem } from './load-problem.js';
import type { LoadProblem } from './load-problem.js';
import { compareBytes } from './naming.js';
import { commonFolder, displayName } from './paths.js';
import { maxPolicyBytes, tooLargePolicy } from './policy-text.js';
import { readRegularFile } from './read-file.js';

export type { LoadedPolicy } from './loaded.js';

/** A policy as it is looked for: its root, if it has a `warren.yaml`, and the paths that are asked about. */
interface Wanted {
  readonly root: string | undefined;
  /** Absolute. */
  readonly paths: Set<string>;
  /** Whether it was come across below another path. */
  readonly isMet: boolean;
}

/**
 * Reads the policies that files and folders, given relative to `cwd` (an absolute path), belong to or
 * hold. The root of a policy is the nearest folder at or above a path that holds a `warren.yaml`; it is
 * read whole, whatever part of it is given. Paths without such a root form one policy. Roots below a given folder are
 * policies of their own; one without any policy file is passed over. They come in bytewise order of their roots.
 * Never throws for anything the file system holds or answers.
 */
export function loadPolicies(paths: readonly string[], cwd: string): readonly LoadedPolicy[] {
  return loadEach(paths, cwd).map(({ policy }) => policy);
}

/** A policy as it was looked for, and what was found. */
interface Loaded {
  readonly wanted: Wanted;
  readonly policy: LoadedPolicy;
}

function loadEach(paths: readonly string[], cwd: string): readonly Loaded[] {
  const all = new Map<string, Wanted>();
  const waiting = new Set<Wanted>();
  const want = (root: string | undefined, path: string, isMet: boolean): void => {
    const known = all.get(root ?? '') ?? { root, paths: new Set(), isMet };
    all.set(root ?? '', known);
    if (!known.paths.has(path)) waiting.add(known);
    known.paths.add(path);
  };
  for (const path of paths) want(policyRoot(resolve(cwd, path)), resolve(cwd, path), false);
  const loaded = new Map<Wanted, LoadedPolicy>();
  // Those that are met on the way come behind, and are met in turn.
  for (const wanted of waiting) {
    waiting.delete(wanted);
    const { policy, nested } = loadWanted(wanted, cwd);
    for (const root of nested) want(root, root, true);
    loaded.set(wanted, policy);
  }
  return Array.from(loaded, ([wanted, policy]) => ({
    wanted,
    policy: wanted.isMet ? perhapsEmpty(policy) : policy,
  }))
    .filter(({ policy }) => tells(policy))
    .sort((a, b) => compareBytes(a.policy.root, b.policy.root));
}

/** A policy without files is a mistake only where it was asked for. */
function perhapsEmpty(policy: LoadedPolicy): LoadedPolicy {
  return { ...policy, problems: policy.problems.filter(({ kind }) => kind !== 'no-policy-files') };
}

/** Whether there is anything to say of a policy. */
function tells({ sources, problems, config }: LoadedPolicy): boolean {
  const flaws = config === undefined ? 0 : config.problems.length + config.textProblems.length;
  return sources.length + problems.length + flaws > 0;
}

/**
 * As `loadPolicies`, where there is to be one policy: of more than one, or where any cannot be read,
 * there are no sources but problems. A root that is given is meant itself, without the roots below it.
 */
export function loadPolicy(paths: readonly string[], cwd: string): LoadedPolicy {
  const all = loadEach(paths, cwd);
  const [first, ...more] = meant(all);
  const root = commonFolder(
    paths.map((path) => folderOf(resolve(cwd, path))),
    cwd,
  );
  const nothing = { sources: [], root, textProblems: [] };
  if (first === undefined) return { ...nothing, problems: [] };
  if (more.length === 0) {
    const others = all.filter(({ policy }) => policy !== first).map(({ policy }) => policy.root);
    const apart = others.map((other) => relative(first.root, other).split(sep).join('/'));
    return apart.length === 0 ? first : { ...first, apart };
  }
  const problems = [first, ...more].flatMap((one) => one.problems);
  if (problems.length > 0) return { ...nothing, problems };
  const roots = [first, ...more].map((one) => one.root);
  return { ...nothing, problems: [severalPolicies(root, displayName(root, cwd), roots, cwd)] };
}

/** That a path, shown as `name`, holds policies of several roots on disk, which are named as people type them. */
export function severalPolicies(
  path: string,
  name: string,
  roots: readonly string[],
  cwd: string,
): LoadProblem {
  const named = roots.slice(0, 5).map((root) => displayName(root, cwd));
  const listed = [...named, ...(roots.length > 5 ? ['…'] : [])].join(', ');
  return loadProblem('several-policies', path, name, listed);
}

/** Of all that was found the policies that can be meant where one is wanted. */
function meant(all: readonly Loaded[]): readonly LoadedPolicy[] {
  const given = all.filter(({ wanted: { root, isMet } }) => root !== undefined && !isMet);
  const isOne = given.length === 1 && all.every((one) => one.wanted.isMet || given.includes(one));
  return (isOne ? given : all).map(({ policy }) => policy);
}

/** One policy, and the roots met that are policies of their own. */
function loadWanted(
  { root, paths }: Wanted,
  cwd: string,
): { readonly policy: LoadedPolicy; readonly nested: readonly string[] } {
  const others = [...paths].filter((path) => path !== root);
  const given = findPolicyFiles(others, cwd);
  if (root === undefined)
    return {
      policy: readFound(given, commonFolder(others.map(folderOf), cwd), cwd),
      nested: given.nested,
    };
  const isWhole = paths.has(root);
  const config = readConfig(root, cwd);
  const isRead = 'source' in config;
  const own = findPolicyFiles([root], cwd, isRead ? ignoring(config, lazily) : undefined);
  // A link may lead to what the root itself does not look at.
  const policy = readFound(others.length === 0 ? own : joined(own, given), root, cwd);
  return {
    nested: isWhole ? [...own.nested, ...given.nested] : given.nested,
    policy: {
      ...policy,
      problems: isRead ? policy.problems : [config, ...policy.problems],
      ...(isRead ? { config } : {}),
      ...(isWhole ? {} : { part: new Set(given.files.map((file) => real(own, file))) }),
    },
  };
}

/** What is found in either way; a file of both by its path in the first. */
function joined(own: Found, given: Found): Found {
  const byRealPath = new Map([...given.byRealPath, ...own.byRealPath]);
  const isEmpty = given.files.length === 0;
  return {
    files: [...byRealPath.values()].sort(compareBytes),
    byRealPath,
    nested: own.nested,
    problems: [
      ...own.problems.filter(({ kind }) => isEmpty || kind !== 'no-policy-files'),
      ...given.problems,
    ],
  };
}

/** The path by which a policy has a file that was named in another way. */
function real({ byRealPath }: Found, file: string): string {
  return byRealPath.get(realPath(file)) ?? file;
}

function readFound(found: Found, root: string, cwd: string): LoadedPolicy {
  const problems = [...found.problems];
  const loaded: Decoded[] = [];
  for (const path of found.files) {
    const result = readPolicyFile(path, displayName(path, cwd));
    if ('source' in result) loaded.push(result);
    else problems.push(result);
  }
  return {
    sources: loaded.map(({ source }) => source),
    ...onDisk(root),
    problems,
    textProblems: loaded.flatMap((file) => file.problems),
  };
}

/**
 * The root of the policy that takes a path (absolute) in: the nearest folder at or above it that holds a
 * `warren.yaml`. Undefined where there is none, and where that passes over the path: by `ignore`, by its name.
 */
export function policyRoot(path: string): string | undefined {
  const root = rootOf(path);
  if (root === undefined || root === path) return root;
  const config = readConfig(root, root);
  const ignores = 'source' in config ? ignoring(config, lazily) : undefined;
  return isPartOf(root, path, ignores) ? root : undefined;
}

/** Reads the `warren.yaml` of a root. */
export function readConfig(root: string, cwd: string): Config | LoadProblem {
  const path = join(root, CONFIG_NAME);
  const name = displayName(path, cwd);
  const result = readRegularFile(path, name, maxConfigBytes);
  if (result.kind === 'read') return decodeConfig(result.bytes, name, path, lazily);
  if (result.kind === 'too-large') return tooLargeConfig(name, path, result.size);
  if (result.problem.kind !== 'not-a-file') return result.problem;
  return loadProblem('unreadable', path, name, 'it is no regular file');
}

/** What ends the names of a broker's files: rabbitmq.conf, advanced.config, a definitions export. */
const OF_BROKERS = /\.(?:conf|config|json)$/i;

/** Reads one file that was there a moment ago; `name` is its path as people are shown it. */
export function readPolicyFile(path: string, name: string): Decoded | LoadProblem {
  if (OF_BROKERS.test(path)) return loadProblem('configuration', path, name);
  if (basename(path) === CONFIG_NAME)
    return loadProblem('root-file', path, name, posix.dirname(name));
  const result = readRegularFile(path, name, maxPolicyBytes);
  if (result.kind === 'read') return decodeSource(result.bytes, name, path);
  if (result.kind === 'too-large') return tooLargePolicy(name, path, result.size);
  const { problem } = result;
  return problem.kind === 'missing' || problem.kind === 'loose-link'
    ? loadProblem('changed', path, name, 'vanished')
    : problem;
}

function folderOf(path: string): string {
  try {
    return statSync(path).isDirectory() ? path : dirname(path);
  } catch {
    // A problem of its own tells what is wrong with this path.
    return dirname(path);
  }
}
