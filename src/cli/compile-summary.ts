import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { BrokerPolicy } from '../policy/policy.js';
import { pathWord, shellWord } from '../source/shell.js';
import { printable } from '../report/printable.js';
import type { WrittenFile } from '../report/json.js';
import { counted, inRow } from '../source/counted.js';

/** What a command line of `compile` said. */
interface Said {
  readonly out: string;
  readonly paths: readonly string[];
}

/** The files written into a folder, with their sizes. */
export function filesWritten(folder: string, paths: readonly string[]): readonly WrittenFile[] {
  return paths.map((path) => ({
    path,
    bytes: statSync(join(folder, path), { throwIfNoEntry: false })?.size ?? 0,
  }));
}

/** What was written, a line for each broker and account with its files below, and what to do with it. */
export function summaryOf(
  policies: readonly BrokerPolicy[],
  files: readonly WrittenFile[],
  said: Said,
): string {
  const out = said.out.replace(/\/+$/, '');
  const folders = [...new Set(files.map(({ path }) => partsOf(path).folder))];
  const lines = folders.flatMap((folder) => {
    const own = files.filter(({ path }) => partsOf(path).folder === folder);
    return [`${out}/${folder}: ${sizeOf(own)}`, ...entriesOf(own)];
  });
  return `${[...lines, ...nextSteps(policies, files, said)].map(printable).join('\n')}\n`;
}

/** The folder of a broker or account, and what stands directly in it. */
function partsOf(path: string): { readonly folder: string; readonly entry: string } {
  const [folder = '', first = '', ...more] = path.split('/');
  return { folder, entry: more.length === 0 ? first : `${first}/` };
}

function entriesOf(files: readonly WrittenFile[]): readonly string[] {
  const entries = [...new Set(files.map(({ path }) => partsOf(path).entry))];
  const width = Math.max(...entries.map(({ length }) => length));
  return entries.map((entry) => {
    const own = files.filter(({ path }) => partsOf(path).entry === entry);
    const size = entry.endsWith('/') ? sizeOf(own) : bytesText(own);
    return `  ${entry.padEnd(width)}  ${size}`;
  });
}

function sizeOf(files: readonly WrittenFile[]): string {
  return `${counted(files.length, 'file')}, ${bytesText(files)}`;
}

function bytesText(files: readonly WrittenFile[]): string {
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  return `${bytes.toLocaleString('en-GB')} bytes`;
}

function nextSteps(
  policies: readonly BrokerPolicy[],
  files: readonly WrittenFile[],
  { paths }: Said,
): readonly string[] {
  const attaches = files.some(({ path }) => partsOf(path).entry === 'iam/');
  const amazon = policies.filter(({ broker }) => broker.engine.product === 'amazon-mq');
  const own = policies.filter(({ broker }) => broker.engine.product !== 'amazon-mq');
  const [first] = amazon;
  const policy = paths.map((path) => ` ${shellWord(pathWord(path))}`).join('');
  return [
    '',
    'Next:',
    ...(attaches
      ? ['  attach each iam/ROLE.json to its role, by IAM or by what --emit writes']
      : []),
    ...(first === undefined
      ? []
      : [
          `  bring rabbitmq.conf to Amazon MQ: warren deploy${policy} --broker ${first.broker.name}${amazon.length > 1 ? ', and so for the others' : ''}`,
        ]),
    ...(own.length === 0
      ? []
      : [
          `  copy rabbitmq.conf, and advanced.config where there is one, to /etc/rabbitmq of ${named(own)}, and restart ${own.length > 1 ? 'them' : 'it'}`,
        ]),
  ];
}

function named(policies: readonly BrokerPolicy[]): string {
  return inRow(
    policies.map(({ broker }) => broker.name),
    3,
  );
}
