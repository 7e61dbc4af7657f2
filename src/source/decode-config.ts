import type { Node, Pair, ParsedNode } from 'yaml';
import {
  CONFIG_NAME,
  chosenSeverities,
  maxConfigBytes,
  nothingIn,
  tooLargeConfig,
  type Config,
  type ConfigKey,
  type ConfigProblem,
  type SeverityEntry,
} from './config.js';
import { decodeSource } from './decode.js';
import type { TextRange } from './range.js';
import type { Place, Source } from './source.js';

/** The packages that a `warren.yaml` is read with, as whoever reads it has them; each is asked for when it is needed. */
export interface ConfigLibraries {
  readonly yaml: typeof import('yaml');
  readonly minimatch: Pick<typeof import('minimatch'), 'Minimatch'>;
}

/** The most globs that `ignore` may have: each is tried on every file. */
const MOST_GLOBS = 1_000;

/** Takes bytes for what a `warren.yaml` holds; never throws. */
export function decodeConfig(
  bytes: Uint8Array,
  name: string,
  path: string,
  libraries: ConfigLibraries,
): Config {
  if (bytes.length > maxConfigBytes) return tooLargeConfig(name, path, bytes.length);
  const { source, problems } = decodeSource(bytes, name, path);
  const isSound = problems.every(({ kind }) => kind === 'byte-order-mark');
  return {
    ...(isSound ? readConfig(source, libraries) : nothingIn(source)),
    textProblems: problems,
  };
}

/** A file of nothing but comments, as for a root without settings: no need to load what reads YAML. */
const COMMENTS = /^(?:[ \t]*(?:#[^\n]*)?(?:\r?\n|$))*$/;

function readConfig(source: Source, libraries: ConfigLibraries): Config {
  if (source.text.split('\n').every((line) => COMMENTS.test(line))) return nothingIn(source);
  const reader = new Reader(source, libraries.yaml);
  try {
    reader.read();
  } catch (thrown) {
    // What is nested without end is read by calls without end.
    if (!(thrown instanceof RangeError)) throw thrown;
    reader.wrong({ start: 0, end: 0 }, 'The file is nested too deeply.');
  }
  const { ignore, severities, maxWarnings, problems } = reader;
  return { source, ignore, severities, maxWarnings, problems, textProblems: [] };
}

/** Reads the tree of a file, never its values: an alias is not followed, however much it would come to. */
class Reader implements Pick<Config, 'ignore' | 'severities' | 'maxWarnings' | 'problems'> {
  readonly ignore: string[] = [];
  readonly severities: SeverityEntry[] = [];
  maxWarnings: number | undefined;
  readonly problems: ConfigProblem[] = [];
  readonly #source: Source;
  readonly #yaml: ConfigLibraries['yaml'];

  constructor(source: Source, yaml: ConfigLibraries['yaml']) {
    this.#source = source;
    this.#yaml = yaml;
  }

  read(): void {
    const { parseDocument } = this.#yaml;
    const { errors, warnings, contents } = parseDocument(this.#source.text, {
      prettyErrors: false,
      logLevel: 'error',
      // It compares each key with each other.
      uniqueKeys: false,
    });
    const [flaw] = [...errors, ...warnings];
    if (flaw !== undefined) {
      // What is missing at the end is shown where the text ends, not on a line without any.
      const ink = this.#source.text.trimEnd().length;
      const [start, end] = flaw.pos[0] < ink ? flaw.pos : [Math.max(0, ink - 1), ink];
      // The library's own words for it name its functions.
      const isSecond = flaw.code === 'MULTIPLE_DOCS';
      const sentence = flaw.message.replace(/\.?$/, '.');
      this.wrong(
        { start, end: isSecond ? start + 3 : end },
        isSecond
          ? 'The file holds several YAML documents. Write one, without `---` between its lines.'
          : `This cannot be read as YAML: ${sentence}`,
      );
      return;
    }
    for (const [key, place, value] of this.#pairs(contents, undefined)) {
      if (key === 'ignore') this.#readIgnore(value);
      else if (key === 'severity') this.#readSeverities(value);
      else if (key === 'max-warnings') this.#readMaxWarnings(value);
      else this.problems.push({ kind: 'key', place, key, isTwice: false });
    }
  }

  /** Notes something wrong with the file, or with the value of a key. */
  wrong(range: TextRange, reason: string, key?: ConfigKey): void {
    this.problems.push({ kind: 'value', place: { source: this.#source, range }, reason, key });
  }

  #readIgnore(value: ParsedNode | null): void {
    const { isSeq, isScalar } = this.#yaml;
    if (this.#isNothing(value)) return;
    if (!isSeq(value)) {
      this.wrong(
        rangeOf(value),
        '`ignore` is a list of globs, such as `ignore: [drafts/**]`.',
        'ignore',
      );
      return;
    }
    if (value.items.length > MOST_GLOBS)
      this.wrong(rangeOf(value), `\`ignore\` has at most ${MOST_GLOBS} globs.`, 'ignore');
    for (const item of value.items.slice(0, MOST_GLOBS)) {
      const glob = isScalar(item) ? item.value : undefined;
      const reason = typeof glob === 'string' ? globMistake(glob) : 'it is no text';
      if (typeof glob === 'string' && reason === undefined) this.ignore.push(glob);
      else this.wrong(rangeOf(item), `This is no glob for \`ignore\`: ${reason ?? ''}.`, 'ignore');
    }
  }

  #readSeverities(value: ParsedNode | null): void {
    const { isScalar } = this.#yaml;
    for (const [code, place, given] of this.#pairs(value, 'severity')) {
      const said = isScalar(given) && !this.#isNothing(given) ? String(given.value) : '';
      const severity = chosenSeverities.find((known) => known === said);
      const severityPlace = { source: this.#source, range: rangeOf(given, place.range) };
      if (severity === undefined)
        this.problems.push({ kind: 'severity', place: severityPlace, code, value: said });
      else this.severities.push({ code, place, severity, severityPlace });
    }
  }

  #readMaxWarnings(value: ParsedNode | null): void {
    if (this.#isNothing(value)) return;
    const { isScalar } = this.#yaml;
    const count: unknown = isScalar(value) ? value.value : undefined;
    if (typeof count === 'number' && Number.isSafeInteger(count) && count >= 0)
      this.maxWarnings = count;
    else this.wrong(rangeOf(value), '`max-warnings` is a whole number, 0 or more.', 'max-warnings');
  }

  /** Whether a key stands without a value, as where all below it are comments. */
  #isNothing(node: Node | null): node is null {
    return node === null || (this.#yaml.isScalar(node) && node.value === null);
  }

  /** The keys of a mapping, each with its place and value; what is none is noted. */
  #pairs(
    node: ParsedNode | null,
    of: ConfigKey | undefined,
  ): readonly (readonly [key: string, place: Place, value: ParsedNode | null])[] {
    if (this.#isNothing(node)) return [];
    const { isMap } = this.#yaml;
    if (!isMap(node)) {
      const what = of === undefined ? 'The file' : `\`${of}\``;
      this.wrong(rangeOf(node), `${what} is a mapping, lines of \`key: value\`.`, of);
      return [];
    }
    const known = new Set<string>();
    return node.items.flatMap((pair: Pair<ParsedNode, ParsedNode | null>) => {
      const key = this.#yaml.isScalar(pair.key) ? String(pair.key.value) : undefined;
      const place = { source: this.#source, range: rangeOf(pair.key) };
      if (key === undefined) {
        this.wrong(place.range, 'A key is a word.', of);
        return [];
      }
      if (known.has(key)) {
        this.problems.push({ kind: 'key', place, key, isTwice: true });
        return [];
      }
      known.add(key);
      return [[key, place, pair.value] as const];
    });
  }
}

/** Where a node stands; `otherwise` for a value that is left out. */
function rangeOf(node: Node | null, otherwise: TextRange = { start: 0, end: 0 }): TextRange {
  const [start, end] = node?.range ?? [otherwise.start, otherwise.end];
  return start === end ? otherwise : { start, end };
}

/** Why a text is no glob for paths below a folder; undefined for one. */
function globMistake(glob: string): string | undefined {
  if (glob.trim() === '') return 'it is empty';
  if (glob.length > 1_000) return 'it has more than 1,000 characters';
  if (glob.startsWith('!'))
    return 'nothing can be taken back by `!`; write globs that leave out less';
  if (glob.startsWith('/'))
    return `it is relative to the folder of ${CONFIG_NAME}; leave out the \`/\` at its start`;
  if (glob.split('/').includes('..')) return 'nothing outside of the folder is read';
  const odd = /\\(?:[A-Za-z0-9_.-]|$)/.exec(glob)?.[0];
  if (odd !== undefined) return `its \`${odd}\` is no escape; between folders stands \`/\``;
  const backwards = backwardsIn(glob);
  if (backwards !== undefined)
    return `nothing lies in its range \`${backwards}\`, which goes from the last to the first`;
  const open = unclosedIn(glob);
  if (open !== undefined)
    return `its \`${open}\` is never closed; for the sign itself write \`\\${open}\``;
  return undefined;
}

/** A range in brackets whose end stands before its start, so that no name has it. */
function backwardsIn(glob: string): string | undefined {
  const ranges = [...glob.matchAll(/\[[!^]?\]?[^\]]*\]/g)].flatMap(([set]) => [
    ...set.slice(1, -1).matchAll(/([^[\]\\-])-([^[\]\\-])/gu),
  ]);
  return ranges.find(([, from = '', to = '']) => from > to)?.[0];
}

/** A bracket, brace or parenthesis of a glob that nothing closes, so that it would stand for itself. */
function unclosedIn(glob: string): string | undefined {
  const plain = glob.replaceAll(/\\./g, '');
  // In brackets every other sign stands for itself, a `]` too where it is the first.
  const rest = plain.replaceAll(/\[[!^]?\]?[^\]]*\]/g, '');
  if (rest.includes('[')) return '[';
  const group = /[@?*+!]\((?![^()]*\))/.exec(rest.replaceAll(/\([^()]*\)/g, '()'))?.[0];
  if (group !== undefined) return group;
  const signs = rest.replaceAll(/[^{}]/g, '');
  let depth = 0;
  for (const sign of signs) depth = sign === '{' ? depth + 1 : Math.max(0, depth - 1);
  return depth > 0 ? '{' : undefined;
}

/** Whether a path below the folder of a config, relative and with `/`, is left out. */
export function ignoring(
  { ignore }: Config,
  libraries: ConfigLibraries,
): (path: string) => boolean {
  if (ignore.length === 0) return () => false;
  const { Minimatch } = libraries.minimatch;
  const globs = ignore.map(
    (glob) =>
      new Minimatch(glob.replace(/^\.\//, '').replace(/\/+$/, ''), {
        dot: true,
        nonegate: true,
        nocomment: true,
        braceExpandMax: 100,
        platform: 'linux',
      }),
  );
  return (path) => globs.some((glob) => glob.match(path));
}
