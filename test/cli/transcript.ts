import { run } from '#warren/cli/run.js';

/** A word of a command line: in double quotes, in single quotes, or bare. */
const WORD = /"([^"]*)"|'([^']*)'|(\S+)/g;

/** What a command line wrote to both streams, in that order, and its exit code. */
export interface Ran {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command line, without the program's name, in a folder. */
export function runIn(cwd: string, args: readonly string[]): Ran {
  let [stdout, stderr] = ['', ''];
  const status = run(args, {
    cwd,
    out: {
      colour: false,
      write: (text) => {
        stdout += text;
      },
    },
    err: {
      colour: false,
      write: (text) => {
        stderr += text;
      },
    },
  });
  return { status, stdout, stderr };
}

/** The words of a line as a shell would split them, as far as transcripts need. */
export function wordsOf(line: string): readonly string[] {
  return [...line.matchAll(WORD)].map(([, double, single, bare]) => double ?? single ?? bare ?? '');
}

/** Repeats a transcript: its lines that begin with `$ warren`, each with what it writes now. */
export function repeat(transcript: string, cwd: string): string {
  const lines = transcript.split('\n').filter((line) => line.startsWith('$ warren '));
  const ran = lines.map((line) => {
    const { status, stdout, stderr } = runIn(cwd, wordsOf(line.slice('$ warren '.length)));
    return `${line}\n${stdout}${stderr}[exit ${status}]\n`;
  });
  return ran.join('\n');
}
