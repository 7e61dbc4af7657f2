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
   * @param all every command, for those that tell of others
   * @throws Failure where it cannot do its work
   */
  readonly run: (args: readonly string[], io: Io, all: Commands) => number | Promise<number>;
}

/** What is known of a command before it is loaded: most of a cold start is loading modules. */
export interface Listed {
  readonly summary: string;
  /** Whether what it writes is a text of its own, such as that of a policy, that stays as it is. */
  readonly exact?: true;
  readonly load: () => Promise<Command>;
}

/** Every command by its name, in the order in which they are listed to people. */
export type Commands = ReadonlyMap<string, Listed>;
