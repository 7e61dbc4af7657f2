import { printable } from '../report/printable.js';
import { wrapLines } from '../report/wrap.js';

/** A stream that a command writes to. */
export interface Output {
  /** Whether a person sees the stream, who may like colours. */
  readonly colour: boolean;
  /** Whether a person may see the stream, so that what differs from run to run may be told. */
  readonly isWatched?: boolean;
  /** Columns of the terminal; undefined where it is none. */
  readonly columns?: number | undefined;
  readonly write: (text: string) => void;
}

/** Where a command reads from and writes to. */
export interface Io {
  /** The folder that paths are relative to; absolute. */
  readonly cwd: string;
  /** Takes what the command was asked for. */
  readonly out: Output;
  /** Takes remarks and complaints. */
  readonly err: Output;
  /** Whether errors alone are told, and nothing of a success. */
  readonly quiet?: boolean;
  /** Asks whoever sits at the terminal a question for yes or no; undefined where nobody does. */
  readonly confirm?: (question: string) => Promise<boolean>;
}

/** Writes lines for people, those that are too long for their terminal on several. */
export function writeLines(to: Output, lines: readonly string[]): void {
  to.write(`${wrapLines(lines, to.columns).join('\n')}\n`);
}

/** The exit codes that commands share. */
export const exit = {
  ok: 0,
  /** The policy has errors. */
  failed: 1,
  /** Wrong usage, something that cannot be read or written, or a fault of Warren's own. */
  unable: 2,
} as const;

/**
 * Thrown where a command cannot do its work, for reasons outside the policy. Each reason is a line
 * for people, without a full stop.
 */
export class Failure extends Error {
  constructor(readonly reasons: readonly string[]) {
    super(reasons.join('\n'));
  }
}

/** Thrown for a wrong use of the command line. */
export class UsageError extends Failure {
  constructor(reason: string) {
    super([reason]);
  }
}

/** Tells why a command failed, each reason on one line, whatever characters a path in it has. */
export function complain({ err }: Io, { reasons }: Failure): void {
  if (reasons.length > 0)
    writeLines(
      err,
      reasons.map((reason) => `warren: ${printable(reason)}`),
    );
}
