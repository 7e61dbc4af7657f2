import { Source, type Place } from './source.js';
import type { TextProblem } from './text-problem.js';

/** The name of the file that makes a folder the root of a policy. */
export const CONFIG_NAME = 'warren.yaml';

/** The largest that is read, in bytes: 64 KiB. */
export const maxConfigBytes = 64 * 1024;

/** What `severity` may say of a code. */
export const chosenSeverities = ['error', 'warning', 'off'] as const;

/** How grave a code is to be taken, or that it is not told at all. */
export type ChosenSeverity = (typeof chosenSeverities)[number];

/** The keys of the file. */
export const configKeys = ['ignore', 'severity', 'max-warnings'] as const;

/** A key of the file. */
export type ConfigKey = (typeof configKeys)[number];

/** What a `warren.yaml` says, and what is wrong with it. */
export interface Config {
  readonly source: Source;
  /** Globs for paths relative to the file's folder, with `/`. */
  readonly ignore: readonly string[];
  /** The codes of `severity`, in the order of the file; whether there are such codes is not looked at. */
  readonly severities: readonly SeverityEntry[];
  /** Undefined where nothing is said. */
  readonly maxWarnings: number | undefined;
  readonly problems: readonly ConfigProblem[];
  /** Flaws in the bytes of the file. */
  readonly textProblems: readonly TextProblem[];
}

/** One line of `severity`. */
export interface SeverityEntry {
  readonly code: string;
  readonly place: Place;
  readonly severity: ChosenSeverity;
  readonly severityPlace: Place;
}

/** Something wrong with a `warren.yaml`. */
export type ConfigProblem =
  | {
      /** A key that there is not, or that stands twice; in `severity` a code that stands twice. */
      readonly kind: 'key';
      readonly place: Place;
      readonly key: string;
      readonly isTwice: boolean;
    }
  | {
      /** A severity that there is not. */
      readonly kind: 'severity';
      readonly place: Place;
      readonly code: string;
      /** As it is written; empty where there is none, or more than a word. */
      readonly value: string;
    }
  | {
      /** Anything else; the reason is a sentence or more. */
      readonly kind: 'value';
      readonly place: Place;
      readonly reason: string;
      /** The key whose value it is; undefined for the file as a whole. */
      readonly key: ConfigKey | undefined;
    };

/** What becomes of a `warren.yaml` of `size` bytes, which are too many. */
export function tooLargeConfig(name: string, path: string, size: number): Config {
  const source = new Source(name, '', path);
  const bytes = (count: number): string => count.toLocaleString('en-GB');
  const reason = `The file has ${bytes(size)} bytes; a ${CONFIG_NAME} has at most ${bytes(maxConfigBytes)}.`;
  const place = { source, range: { start: 0, end: 0 } };
  return { ...nothingIn(source), problems: [{ kind: 'value', place, reason, key: undefined }] };
}

/** What a `warren.yaml` says that says nothing. */
export function nothingIn(source: Source): Config {
  const nothing = { ignore: [], severities: [], maxWarnings: undefined };
  return { source, ...nothing, problems: [], textProblems: [] };
}
