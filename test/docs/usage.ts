/** What the usage of a command is made of. */
export interface UsageParts {
  /** The command lines. */
  readonly forms: string;
  /** The paragraphs, each in a line, but for those that are about options alone. */
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
  const paragraphs = blocks
    .filter((block) => !lists.includes(block))
    // A sentence that begins a line begins another thought.
    .flatMap((block) => block.split(/(?<=\.)\n(?=[A-Z])|\n(?=With --)/))
    .map(paragraphOf);
  const at = paragraphs.findIndex((text) => text.startsWith('Exit code: '));
  const prose = at < 0 ? paragraphs : paragraphs.slice(0, at);
  const exit = at < 0 ? undefined : paragraphs.slice(at).join(' ');
  const options = new Map(lists.flatMap(entriesOf));
  const taken = new Set<string>();
  for (const sentence of [...prose, exit ?? ''].flatMap(sentencesOf))
    for (const [, name = ''] of sentence.matchAll(/`--([a-z][a-z-]*)`/g)) {
      if (options.has(name) || name === 'format' || sentence.includes('\n')) continue;
      options.set(name, sentence.replace(`With \`--${name}\` `, '').replace(/\.$/, ''));
      taken.add(sentence);
    }
  const values = new Map<string, string>();
  for (const [, name = '', value = ''] of `${lists.join('\n')}\n${forms}`.matchAll(
    /--([a-z][a-z-]*)[ =]([A-Z][A-Z=…]*(?:,…)?|\d+[ms])/g,
  ))
    if (!values.has(name)) values.set(name, value);
  // What is told of the options alone need not be told twice.
  const more = prose.filter((text) => !sentencesOf(text).every((one) => taken.has(one)));
  return { forms, prose: more, options, values, exit };
}

/** The options of a list, each with what is told of it in a line. */
function entriesOf(block: string): readonly (readonly [name: string, told: string])[] {
  const found: { readonly names: readonly string[]; told: string }[] = [];
  for (const line of block.split('\n')) {
    const [, head = '', told = ''] = /^ {2}(--.*?)(?: {2,}(.*))?$/.exec(line) ?? [];
    const names = Array.from(head.matchAll(/--([a-z][a-z-]*)/g), ([, name = '']) => name);
    const last = found.at(-1);
    if (names.length > 0) found.push({ names, told });
    else if (last !== undefined) last.told += ` ${line.trim()}`;
  }
  return found.flatMap(({ names, told }) =>
    names.map((name) => [name, outsideCode(told.trim(), marked)] as const),
  );
}

/** A block without the line ends in it, as Markdown; a list in it stays one. */
function paragraphOf(block: string): string {
  return outsideCode(
    block
      .split('\n')
      .map((line) =>
        /^ {2}\S/.test(line) ? `\n- ${line.trim().replace(/ {2,}/, ': ')}` : line.trim(),
      )
      .join(' ')
      .replaceAll(' \n', '\n')
      .replace(/\n- /, '\n\n- '),
    marked,
  );
}

/** Text outside of code in which options are code, and stars no emphasis. */
function marked(text: string): string {
  return text.replaceAll('*', '\\*').replaceAll(/(?<![\w-])--[a-z][a-z-]*(?: json)?/g, '`$&`');
}

function outsideCode(text: string, change: (part: string) => string): string {
  return text
    .split(/(`[^`]*`)/)
    .map((part, at) => (at % 2 === 1 ? part : change(part)))
    .join('');
}

function sentencesOf(text: string): readonly string[] {
  return text.split(/(?<=\.) (?=[A-Z`-])/);
}
