/** Where a command reads from and writes to; tests give it texts instead of the terminal. */
export interface Io {
  readonly cwd: string;
  /** Whether a person sees standard output, who may like colours. */
  readonly colour: boolean;
  /** Writes what the command was asked for. */
  readonly out: (text: string) => void;
  /** Writes remarks and complaints. */
  readonly err: (text: string) => void;
}

/** The exit codes that commands share. */
export const exit = {
  ok: 0,
  /** The policy has errors. */
  failed: 1,
  /** The command was used wrongly, or something cannot be read or written. */
  usage: 2,
} as const;

/** Thrown for a wrong use of the command line; the message is for people, without a full stop. */
export class UsageError extends Error {}
