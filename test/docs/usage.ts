/** What the usage of a command is made of. */
export interface UsageParts {
  /** The command lines. */
  readonly forms: string;
  /** The paragraphs, each in a line. */
  readonly prose: readonly string[];
  /** What is told of each option, by its name without the dashes. */
  readonly options: ReadonlyMap<string, string>;
  /** What follows each option in the command lines or the list of options. */
  readonly values: ReadonlyMap<string, string>;
  /** The paragraph of exit codes. */
  readonly exit: string | undefined;
}

/** Reads the usage of a command: command lines, then paragraphs and lists of options, then exit codes. */
export function partsOf(usage: string): UsageParts {
  const [forms = '', ...blocks] = usage.trimEnd().split('\n\n');
  const lists = blocks.filter((block) => block.startsWith('  --'));
  const options = new Map<string, string>();
  for (const [name, told] of lists.flatMap(entriesOf)) options.set(name, told);
  const prose: string[] = [];
  let exit: string | undefined;
  for (const block of blocks) {
    if (block.startsWith('  --')) continue;
    const text = paragraphOf(block);
    if (text.startsWith('Exit code: ')) exit = text;
    else prose.push(text);
  }
  for (const sentence of [...prose, exit ?? ''].flatMap(sentencesOf))
    for (const [, name = ''] of sentence.matchAll(/(?<![\w-])--([a-z][a-z-]*)/g))
      if (!options.has(name)) options.set(name, sentence.replace(/\.$/, ''));
  const values = new Map<string, string>();
  for (const [, name = '', value = ''] of `${lists.join('\n')}\n${forms}`.matchAll(
    /--([a-z][a-z-]*)[ =]([A-Z][A-Z=,…]*|\d+[ms])/g,
  ))
    if (!values.has(name)) values.set(name, value);
  return { forms, prose, options, values, exit };
}

/** The options of a list, each with what is told of it in a line. */
function entriesOf(block: string): readonly (readonly [name: string, told: string])[] {
  const found: [string, string][] = [];
  for (const line of block.split('\n')) {
    const start = /^ {2}--([a-z-]+)(?: [A-Z=]+)? {2,}(.*)$/.exec(line);
    const last = found.at(-1);
    if (start !== null) found.push([start[1] ?? '', start[2] ?? '']);
    else if (last !== undefined) last[1] += ` ${line.trim()}`;
  }
  return found;
}

/** A block without the line ends in it, as Markdown; a list in it stays one. */
function paragraphOf(block: string): string {
  return block
    .split('\n')
    .map((line) => (line.startsWith('  ') ? `\n- ${line.trim()}` : line))
    .join(' ')
    .replaceAll(' \n', '\n')
    .replace(/\n- /, '\n\n- ')
    .replaceAll('*', '\\*')
    .replaceAll(/`[^`]*`/g, (code) => code.replaceAll('\\*', '*'));
}

function sentencesOf(text: string): readonly string[] {
  return text.split(/(?<=\.) (?=[A-Z-])/);
}
