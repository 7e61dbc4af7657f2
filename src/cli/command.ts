import type { Io } from './io.js';

/** What follows an option on the command line. */
export type OptionValue =
  | 'nothing'
  | 'file'
  | 'folder'
  /** Something that nobody can offer before the policy is read. */
  | 'text'
  /** One of these words. */
  | readonly string[];

/** The options of a command, by their names without the dashes. */
export type Options = Readonly<Record<string, OptionValue>>;

/** A command, once its modules are loaded. */
export interface Command {
  /** What `--help` tells. */
  readonly usage: string;
  readonly options: Options;
  /** What its other arguments are. */
  readonly takes: 'files' | 'words';
  /**
   * Does it. Answers the exit code.
   *
   * @throws Failure where it cannot do its work
   */
  readonly run: (args: readonly string[], io: Io) => number | Promise<number>;
}
