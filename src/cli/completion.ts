import { definitions } from '../diagnostics/registry.js';
import type { Command, Commands, Listed, OptionValue } from './command.js';
import { exit, UsageError, type Io } from './io.js';
import { EVERYWHERE, readArguments, unknownWord } from './options.js';

const SHELLS = ['bash', 'zsh', 'fish'] as const;

const usage = `warren completion bash|zsh|fish

Writes what the shell needs to complete command lines of warren: commands, options and their values.

  bash   warren completion bash > ~/.local/share/bash-completion/completions/warren
  zsh    warren completion zsh > "\${fpath[1]}/_warren"
  fish   warren completion fish > ~/.config/fish/completions/warren.fish
`;

/** `warren completion`. */
export const command: Command = { usage, options: {}, takes: 'words', run: completion };

/** One command as a shell has to know it. */
interface Known {
  readonly name: string;
  readonly summary: string;
  readonly options: Command['options'];
  /** The words that may stand as its arguments; undefined where they are files. */
  readonly words: readonly string[] | undefined;
}

async function completion(args: readonly string[], io: Io, all: Commands): Promise<number> {
  const [shell, ...more] = readArguments(args, command.options).positionals;
  const wanted = SHELLS.find((known) => known === shell);
  if (shell === undefined || more.length > 0)
    throw new UsageError(`completion takes one of ${SHELLS.join(', ')}`);
  if (wanted === undefined) throw unknownWord('shell', shell, SHELLS);
  const known = await Promise.all(Array.from(all, ([name, listed]) => knownOf(name, listed, all)));
  io.out.write(scripts[wanted](known));
  return exit.ok;
}

async function knownOf(name: string, { summary, load }: Listed, all: Commands): Promise<Known> {
  const loaded = await load();
  const options = { ...loaded.options, ...EVERYWHERE };
  return {
    name,
    summary,
    options,
    words: loaded.takes === 'files' ? undefined : wordsOf(name, all),
  };
}

function wordsOf(name: string, all: Commands): readonly string[] {
  if (name === 'completion') return SHELLS;
  return name === 'help' ? [...all.keys(), ...definitions.keys()] : [];
}

const scripts: Readonly<Record<(typeof SHELLS)[number], (known: readonly Known[]) => string>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
};

function bashScript(known: readonly Known[]): string {
  const names = known.map(({ name }) => name).join(' ');
  const cases = known.flatMap(({ name, options, words }) => [
    `    ${name})`,
    '      case "$previous" in',
    ...Object.entries(options).flatMap(([option, value]) =>
      value === 'nothing' ? [] : [`        --${option}) ${bashValue(value)}; return ;;`],
    ),
    '      esac',
    `      options='${optionWords(options)}'`,
    ...(words === undefined ? ['      files=yes'] : [`      words='${words.join(' ')}'`]),
    '      ;;',
  ]);
  return `# Completes command lines of warren in bash.
_warren() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}"
  # An option and its value may be joined by a sign, which bash takes for a word.
  if [ "$current" = = ]; then current=''; elif [ "$previous" = = ]; then previous="\${COMP_WORDS[COMP_CWORD-2]}"; fi
  local options='--help --version' words='' files=''
  if [ "$COMP_CWORD" -eq 1 ]; then
    words='${names}'
  else
    case "\${COMP_WORDS[1]}" in
${cases.map((line) => `  ${line}`).join('\n')}
    esac
  fi
  case "$current" in
    -*) COMPREPLY=($(compgen -W "$options" -- "$current")) ;;
    *)
      COMPREPLY=($(compgen -W "$words" -- "$current"))
      [ -z "$files" ] || COMPREPLY+=($(compgen -f -- "$current"))
      ;;
  esac
}
complete -o filenames -F _warren warren
`;
}

function bashValue(value: OptionValue): string {
  if (value === 'file') return 'COMPREPLY=($(compgen -f -- "$current"))';
  if (value === 'folder') return 'COMPREPLY=($(compgen -d -- "$current"))';
  const words = typeof value === 'string' ? '' : value.join(' ');
  return `COMPREPLY=($(compgen -W '${words}' -- "$current"))`;
}

function zshScript(known: readonly Known[]): string {
  const listed = known.map(({ name, summary }) => `    '${name}:${zshText(summary)}'`);
  const cases = known.flatMap(({ name, options, words }) => [
    `    ${name})`,
    '      _arguments \\',
    ...Object.entries(options).map(
      ([option, value]) => `        '--${option}${zshValue(value)}' \\`,
    ),
    words === undefined ? `        '*:path:_files'` : `        '*:word:(${words.join(' ')})'`,
    '      ;;',
  ]);
  return `#compdef warren
# Completes command lines of warren in zsh.
_warren() {
  local -a commands
  commands=(
${listed.join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    _describe -o option '(--help --version)'
    return
  fi
  local name="$words[2]"
  shift words
  (( CURRENT-- ))
  case "$name" in
${cases.join('\n')}
  esac
}
compdef _warren warren
[ "$funcstack[1]" != _warren ] || _warren "$@"
`;
}

function zshValue(value: OptionValue): string {
  if (value === 'nothing') return '';
  if (value === 'file') return '=:file:_files';
  if (value === 'folder') return '=:folder:_files -/';
  return typeof value === 'string' ? '=:value:' : `=:value:(${value.join(' ')})`;
}

function zshText(text: string): string {
  return text.replaceAll("'", `'\\''`).replaceAll(':', '\\:');
}

function fishScript(known: readonly Known[]): string {
  const lines = known.flatMap(({ name, summary, options, words }) => {
    const here = `complete -c warren -n '__warren_command ${name}'`;
    return [
      `complete -c warren -n __warren_command -a ${name} -d '${summary.replaceAll("'", `\\'`)}'`,
      ...Object.entries(options).map(
        ([option, value]) => `${here} -l ${option}${fishValue(value)}`,
      ),
      ...(words === undefined ? [`${here} -F`] : [`${here} -a '${words.join(' ')}'`]),
    ];
  });
  return `# Completes command lines of warren in fish.
function __warren_command -d 'Whether the command is this one, or is still to come'
  set -l words (commandline -opc)
  test "$words[2]" = "$argv[1]"
end
complete -c warren -f
complete -c warren -n __warren_command -l help
complete -c warren -n __warren_command -l version
${lines.join('\n')}
`;
}

function fishValue(value: OptionValue): string {
  if (value === 'nothing') return '';
  if (value === 'file') return ' -r -F';
  if (value === 'folder') return " -x -a '(__fish_complete_directories)'";
  return typeof value === 'string' ? ' -x' : ` -x -a '${value.join(' ')}'`;
}

/** The options as words, with their dashes. */
function optionWords(options: Command['options']): string {
  return Object.keys(options)
    .map((name) => `--${name}`)
    .join(' ');
}
