import { readFileSync } from 'node:fs';
import { commands } from '#warren/cli/commands.js';
import type { Command, OptionValue } from '#warren/cli/command.js';
import { EVERYWHERE } from '#warren/cli/options.js';
import { documents } from '../../site/schemas/documents.js';
import { runIn, wordsOf } from '../cli/transcript.js';
import { whileInFolder } from '../source/temporary.js';
import { partsOf, type UsageParts } from './usage.js';

/** What is shown of a command at work, beside a folder with the example `one-service`. */
const EXAMPLES: Readonly<Record<string, string>> = {
  init: 'init new',
  check: 'check parcels',
  compile: 'compile parcels --out out',
  fmt: 'fmt --check before',
  test: 'test parcels',
  can: 'can storefront "publish exchange parcel.events key parcel.returned" --vhost parcels --policy parcels',
  explain: 'explain labeller "consume queue parcel.labels" --vhost parcels --policy parcels',
  why: `why "ACCESS_REFUSED - read access to queue 'parcel.claims' in vhost 'parcels' refused for user 'arn:aws:iam::111122223333:role/parcels/labeller'" --policy parcels`,
  who: 'who "consume queue parcel.labels" --vhost parcels --policy parcels',
  diff: 'diff before parcels',
  report: 'report parcels --out access.md',
  import: 'import out/parcels-prod/rabbitmq.conf --out imported',
  help: 'help empty-on',
};

/** What options do of which the usage of a command says no more than that they are there. */
export const COMMON: Readonly<Record<string, string>> = {
  broker: 'the broker, by its name in the policy',
  emit: 'what else is written',
  format: 'how it is told',
  'max-warnings': 'more than N warnings fail, whatever warren.yaml says',
  'password-file': 'the file with the password of `--user`; a pipe, or `-` for standard input',
  policy: 'the folder or file of the policy, by default the current folder',
  out: 'the folder of what is written',
};

/** Where more is told of a command. */
const GUIDES: Readonly<Record<string, string>> = {
  init: '[start in ten minutes](start.md)',
  check: '[diagnostics](diagnostics/README.md) and [`warren.yaml`](configuration.md)',
  compile: '[what is written](language.md#output) and [with AWS](aws.md)',
  fmt: '[the layout](language.md#layout)',
  test: '[claims](language.md#claims)',
  report: '[the report](report.md)',
  import: '[from what a broker has to a policy](import.md)',
  lsp: '[editors](editors.md)',
  deploy: '[with AWS](aws.md#warren-deploy)',
  verify: '[against the running broker](verify.md)',
};

const HEAD = `# Command line

Every command with its options, its exit codes and what it writes. This page is made of what \`warren help\`
tells, so that both say the same. How commands work together is told in
[the language](language.md#command-line).

`;

/** The page of all commands, as Markdown, made of what they say of themselves and of what they write. */
export async function cliPage(): Promise<string> {
  const names = [...commands.keys()];
  const sections: string[] = [];
  await whileInFolder(example(), async (folder) => {
    // One works with what another has written.
    for (const name of names) {
      const listed = commands.get(name);
      if (listed === undefined) continue;
      const ran = await shown(EXAMPLES[name], folder);
      sections.push(sectionOf(name, listed.summary, await listed.load(), ran));
    }
  });
  const everywhere = Object.keys(EVERYWHERE).map((name) => `\`--${name}\``);
  const rows = names.map((name) => `| [\`${name}\`](#warren-${name}) | ${summaryOf(name)} |`);
  return [
    HEAD,
    '| command | what it does |\n| --- | --- |\n',
    `${rows.join('\n')}\n\n`,
    `Every command takes ${everywhere.join(', ')}. `,
    'With `--quiet` errors alone are told.\n\n',
    EXIT_CODES,
    ...sections,
  ].join('');
}

const EXIT_CODES = `## Exit codes

| code | meaning |
| --- | --- |
| 0 | done, and nothing is wrong |
| 1 | an answer about the policy: it has errors, or too many warnings; a test fails; \`can\` says no |
| 2 | no answer: wrong usage, files that cannot be read or written, a broker or AWS that does not answer |
| 3 | a difference: \`diff\`, \`verify\`, \`deploy --dry-run\` |

`;

/** The example, and beside it what it was before. */
function example(): Readonly<Record<string, string>> {
  const read = (name: string): string =>
    readFileSync(new URL(`../../examples/one-service/${name}`, import.meta.url), 'utf8');
  const policy = read('parcels.warren');
  const before = policy.replace('    consume queue parcel.labels\n', '');
  return {
    'parcels/parcels.warren': policy,
    'parcels/warren.yaml': read('warren.yaml'),
    'before/parcels.warren': before,
    'before/warren.yaml': read('warren.yaml'),
  };
}

function summaryOf(name: string): string {
  return commands.get(name)?.summary ?? '';
}

async function shown(line: string | undefined, folder: string): Promise<string> {
  if (line === undefined) return '';
  const { stdout, stderr } = await runIn(folder, wordsOf(line));
  return `\`\`\`console\n$ warren ${line}\n${stdout}${stderr}\`\`\`\n\n`;
}

function sectionOf(name: string, summary: string, command: Command, ran: string): string {
  const parts = partsOf(command.usage);
  const guide = GUIDES[name];
  const texts = [
    `## warren ${name}\n\n`,
    `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.\n\n`,
    `\`\`\`text\n${parts.forms}\n\`\`\`\n\n`,
    ...parts.prose.map((paragraph) => `${paragraph}\n\n`),
    optionsTable(name, command, parts),
    parts.exit === undefined ? '' : `${parts.exit}\n\n`,
    ran,
    guide === undefined ? '' : `More: ${guide}.\n\n`,
  ];
  return texts.join('');
}

function optionsTable(name: string, { options }: Command, parts: UsageParts): string {
  const rows = Object.entries(options).map(([option, value]) => {
    const taken = valueText(option, value, parts);
    const written = `\`--${option}${taken === '' ? '' : ` ${taken}`}\``;
    const told = parts.options.get(option) ?? COMMON[option] ?? '';
    const formats = formatsText(name, option, value);
    return `| ${written.replaceAll('|', '\\|')} | ${cell(formats === '' ? told : formats)} |`;
  });
  if (rows.length === 0) return '';
  return `| option | what it does |\n| --- | --- |\n${rows.join('\n')}\n\n`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

/** What follows an option, as the usage calls it. */
function valueText(option: string, value: OptionValue, { values }: UsageParts): string {
  if (value === 'nothing') return '';
  return values.get(option) ?? (typeof value === 'string' ? value.toUpperCase() : 'F');
}

/** The formats of a command; JSON has its schema. */
function formatsText(name: string, option: string, value: OptionValue): string {
  if (option !== 'format' || typeof value === 'string') return '';
  const words = value.map((word) =>
    word === 'json' && documents.some((document) => document.name === name)
      ? '[`json`](schemas.md)'
      : `\`${word}\``,
  );
  return words.join(', ');
}
