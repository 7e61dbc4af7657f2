/** A word of a command line: in double quotes, in single quotes, or bare. */
const WORD = /"([^"]*)"|'([^']*)'|(\S+)/g;

/** What a command line wrote to both streams, in that order, and its exit code. */
export interface Ran {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command line, without the program's name, in a folder. */
export async function runIn(cwd: string, args: readonly string[]): Promise<Ran> {
  // The tests are loaded as CommonJS; commands, which are loaded late, must meet the same modules.
  const { run } = await import('#warren/cli/run.js');
  let [stdout, stderr] = ['', ''];
  const status = await run(args, {
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
export async function repeat(transcript: string, cwd: string): Promise<string> {
  const lines = transcript.split('\n').filter((line) => line.startsWith('$ warren '));
  const ran: string[] = [];
  for (const line of lines) {
    const { status, stdout, stderr } = await runIn(cwd, wordsOf(line.slice('$ warren '.length)));
    // How long a proof took is another time each time.
    const told = `${stdout}${stderr}`.replaceAll(/ time="\d+\.\d{3}"/g, ' time="…"');
    ran.push(`${line}\n${told}[exit ${status}]\n`);
  }
  return ran.join('\n');
}
