import { posix } from 'node:path';
import { parseRoleArn } from '../aws/arn.js';
import { describeRoleArnProblem } from '../aws/arn-problem.js';
import { importPolicy, type Imported, type Inputs } from '../import/import.js';
import { filesOnDisk, type Files } from '../program/diff/files.js';
import { diffText } from '../program/text/diff-text.js';
import { countChanges } from '../prove/diff/diff.js';
import type { Engine } from '../rabbitmq/engines.js';
import { parseEngine } from '../rabbitmq/parse-engine.js';
import { printable } from '../report/printable.js';
import { renderText } from '../report/text.js';
import type { Source } from '../source/source.js';
import { brokerApiOptions, brokerApiUsage } from './broker-api.js';
import type { Command } from './command.js';
import { importBroker } from './import-broker.js';
import { exit, Failure, UsageError, type Io } from './io.js';
import { configFile } from './init-files.js';
import { makeFiles } from './new-files.js';
import { readArguments } from './options.js';
import { andMore } from '../source/counted.js';

const usage = `warren import FILE… [--engine E] [--map USER=ARN]… [--account ID] [--out DIR]
       warren import --broker-api URL [--for 10m] [--every 5s] [--user NAME | --token FILE] …

Writes a policy that gives what a broker gives now, to standard output or into a folder. FILE is a
rabbitmq.conf, an advanced.config, or a definitions export (JSON), alone or together; an advanced.config
beside a rabbitmq.conf belongs to it. Scope aliases become roles, and so do the broker's own users with
their permissions; the exchanges and queues of an export are declared. Each resource server of a
configuration becomes a broker of the policy.
What no policy can say, and what the broker passes over, is told on standard error; the policy is never
wider than the files. Then it is held against them, both ways: the last line tells that both give the same
access, or every difference, with an example of each.

With --broker-api it learns from a running broker instead, and changes nothing there: the least policy that
permits what its connections are seen to do, a comment on the evidence behind each phrase. Then it tells
what the permissions of their users allow beyond it, as warren diff does.

  --engine E      what the broker is to run, by default "amazon-mq 4.2", or what it runs
  --map USER=ARN  the role that an alias or a user becomes; may be given several times. Without it one
                  that is no ARN becomes a role of its name in account 000000000000, to be filled in
  --account ID    the account whose roles are imported, where the files name roles of several: a broker
                  takes the tokens of one. Without it that of the most roles
  --out DIR       writes policy.warren and warren.yaml into DIR: both or none, and over no file
  --broker-api URL  the management API, or the web console, of a broker, such as https://HOST:15671
  --for TIME      how long to look, such as 10m; by default once. Ctrl-C ends it, and what was seen is written
  --every TIME    how often to look meanwhile, by default 5s
${brokerApiUsage}
Exit code: 0, or 2 for wrong usage and unreadable input.
`;

/** The engine of an imported policy, where nothing is said. */
const DEFAULT_ENGINE = 'amazon-mq 4.2';

/** The options that only a running broker takes. */
const OF_BROKERS = ['for', 'every', ...Object.keys(brokerApiOptions)];

/** What `--out` writes. */
const POLICY = 'policy.warren';

/** The most remarks that are told. */
const MOST_TOLD = 200;

/** `warren import`. */
export const command: Command = {
  usage,
  options: {
    engine: 'text',
    map: 'text',
    account: 'text',
    out: 'folder',
    'broker-api': 'text',
    for: 'text',
    every: 'text',
    ...brokerApiOptions,
  },
  takes: 'files',
  run: importAny,
};

function importAny(args: readonly string[], io: Io): number | Promise<number> {
  const { rest, given } = takeMaps(args);
  const { values, positionals } = readArguments(rest, command.options);
  const { 'broker-api': url } = values;
  if (url !== undefined) {
    if (positionals.length > 0)
      throw new UsageError('import takes files or --broker-api URL, not both');
    const { engine } = values;
    const engineText = engine === undefined ? undefined : readEngine(engine).text;
    return importBroker({ url, values, engineText, mapped: mapOf(given) }, io);
  }
  const stray = OF_BROKERS.find((option) => values[option] !== undefined);
  if (stray !== undefined) throw new UsageError(`--${stray} belongs to --broker-api URL`);
  if (positionals.length === 0)
    throw new UsageError('import takes one file at least, or --broker-api URL');
  if (positionals.includes('')) throw new UsageError('a path is empty');
  const { engine, text: engineText } = readEngine(values['engine'] ?? DEFAULT_ENGINE);
  const { account, out } = values;
  if (account !== undefined && !/^\d{12}$/.test(account))
    throw new UsageError(`'${account}' is no account, which is 12 digits`);
  if (out === '') throw new UsageError('a path is empty');
  const result = importPolicy(inputsOf(positionals, filesOnDisk(io.cwd)), {
    engine,
    engineText,
    mapped: mapOf(given),
    account,
    cwd: io.cwd,
    ...(out === undefined ? {} : { folder: out }),
  });
  if (result.kind === 'unable') throw new Failure(result.reasons);
  if (result.kind === 'faulty') {
    io.err.write(renderText(result.diagnostics, io.err));
    throw new Failure(['no policy can say what these files give; nothing is written']);
  }
  const { text } = result.imported;
  if (out === undefined) io.out.write(text);
  else
    for (const file of makeFiles(out, [[POLICY, text], ...configFile], io.cwd))
      io.out.write(`${printable(file)}\n`);
  tell(result.imported, io);
  return exit.ok;
}

/** Reads an engine as a policy writes it. @throws UsageError */
function readEngine(written: string): { readonly engine: Engine; readonly text: string } {
  const [product = '', version = '', ...more] = written.trim().split(/\s+/);
  const read = parseEngine(product, version);
  if (!read.ok || more.length > 0)
    throw new UsageError(
      `'${written}' is no engine; write one as "${DEFAULT_ENGINE}" or "rabbitmq 4.3"`,
    );
  return { engine: read.engine, text: `${product} ${version}` };
}

/** The options `--map`, which alone may be given several times, and what else there is. */
function takeMaps(args: readonly string[]): {
  readonly rest: readonly string[];
  readonly given: readonly string[];
} {
  const rest: string[] = [];
  const given: string[] = [];
  for (let at = 0; at < args.length; at++) {
    const word = args[at] ?? '';
    const value = args[at + 1];
    if (word === '--') return { rest: [...rest, ...args.slice(at)], given };
    if (word.startsWith('--map=')) given.push(word.slice('--map='.length));
    else if (word === '--map' && value !== undefined) {
      given.push(value);
      at++;
    } else rest.push(word);
  }
  return { rest, given };
}

function mapOf(given: readonly string[]): ReadonlyMap<string, string> {
  const mapped = new Map<string, string>();
  for (const text of given) {
    // The name of an alias may hold the sign too; an ARN begins behind the one that counts.
    const at = text.indexOf('=arn:');
    if (at < 1) throw new UsageError(`--map takes USER=ARN, and '${text}' is none`);
    const [name, arn] = [text.slice(0, at), text.slice(at + 1)];
    const read = parseRoleArn(arn);
    if (!read.ok) throw new UsageError(`--map ${name}: ${describeRoleArnProblem(read.problem)}`);
    if (mapped.has(name)) throw new UsageError(`--map is given twice for '${name}'`);
    mapped.set(name, arn);
  }
  return mapped;
}

/** @throws Failure where a file cannot be read */
function inputsOf(paths: readonly string[], files: Files): Inputs {
  const found: { -readonly [Kind in keyof Inputs]: Inputs[Kind] } = {};
  let folder: string | undefined;
  for (const path of paths) {
    const source = read(path, files);
    const kind = kindOf(path, source.text);
    if (found[kind] !== undefined)
      throw new UsageError(
        `${found[kind].name} and ${source.name} are both ${NAMES[kind]}; name one`,
      );
    found[kind] = source;
    if (kind === 'conf') folder = posix.dirname(path);
  }
  const beside = folder === undefined ? '' : posix.join(folder, 'advanced.config');
  if (folder !== undefined && found.advanced === undefined && files.exists(beside))
    found.advanced = read(beside, files);
  return found;
}

function read(path: string, files: Files): Source {
  const file = files.file(path);
  if (!file.ok) throw new Failure([file.message]);
  return file.source;
}

const NAMES: Readonly<Record<keyof Inputs, string>> = {
  conf: 'a rabbitmq.conf',
  advanced: 'an advanced.config',
  definitions: 'a definitions export',
};

/** What a file is: by the end of its name, or else by how it begins. */
function kindOf(path: string, text: string): keyof Inputs {
  if (path.endsWith('.warren'))
    throw new UsageError(`${path} is a policy already; import reads what a broker has`);
  if (path.endsWith('.conf')) return 'conf';
  if (path.endsWith('.config')) return 'advanced';
  if (path.endsWith('.json')) return 'definitions';
  const [first] = text.trimStart();
  return first === '{' ? 'definitions' : first === '[' || first === '%' ? 'advanced' : 'conf';
}

function tell({ remarks, roles, differences }: Imported, { err, quiet }: Io): void {
  const told = remarks.slice(0, MOST_TOLD);
  const more = andMore(remarks.length - told.length, 'of this kind');
  for (const remark of told) err.write(`${printable(remark)}\n`);
  if (more !== '') err.write(`${more}\n`);
  const apart = remarks.length === 0 ? '' : ', but for what is told above';
  if (roles === 0) {
    err.write(`The files give nothing that a policy grants${apart}.\n`);
    return;
  }
  const of = `${roles} ${roles === 1 ? 'role' : 'roles'}`;
  if (differences.length === 0) {
    if (quiet !== true) err.write(`The same access for ${of}, proved both ways${apart}.\n`);
    return;
  }
  const { gained, lost } = countChanges(differences);
  err.write(diffText(differences, err));
  err.write(
    gained > 0
      ? `The policy gives more than the files: ${gained} gained, ${lost} lost. Do not use it as it is.\n`
      : `The policy gives less than the files, and nothing more: ${lost} lost.\n`,
  );
}
