import { setTimeout as pause } from 'node:timers/promises';
import { readDefinitions, type Definitions } from '../import/definitions.js';
import { Evidence } from '../import/evidence.js';
import { learnPolicy, type Learned } from '../import/learn.js';
import { Sampler } from '../import/sample.js';
import type { ManagementClient } from '../management/client.js';
import { ManagementFailure } from '../management/failure.js';
import {
  readAsker,
  readDefinitionsText,
  readOverview,
  type Overview,
} from '../management/overview.js';
import { diffText } from '../program/text/diff-text.js';
import { countChanges } from '../prove/diff/diff.js';
import { parseEngine } from '../rabbitmq/parse-engine.js';
import { printable } from '../report/printable.js';
import { renderText } from '../report/text.js';
import { Source } from '../source/source.js';
import { brokerApi } from './broker-api.js';
import { exit, Failure, UsageError, type Io } from './io.js';
import { andMore } from '../source/counted.js';

/** What the command line says of a broker to learn from. */
export interface BrokerImport {
  readonly url: string;
  readonly values: Readonly<Record<string, string | undefined>>;
  /** As a policy writes it; undefined where the broker is to be asked. */
  readonly engineText: string | undefined;
  readonly mapped: ReadonlyMap<string, string>;
}

/** The most remarks that are told. */
const MOST_TOLD = 200;

/** The user tags with which all connections are shown. */
const SEES_ALL = ['administrator', 'monitoring'];

/** After so many samples in a row that failed no more are taken. */
const MOST_FAILED = 3;

/** How long the samples may take beyond their time, in milliseconds. */
const GRACE = 60_000;

/** The longest time to look, in milliseconds: a week. */
const LONGEST = 7 * 24 * 3_600_000;

/** Learns a policy from a running broker; a first interrupt ends the looking, and what was seen is written. */
export async function importBroker(given: BrokerImport, io: Io): Promise<number> {
  const period = duration('for', given.values['for'] ?? '0s', 0);
  const every = duration('every', given.values['every'] ?? '5s', 100);
  const stop = new AbortController();
  const interrupt = (): void => {
    stop.abort();
  };
  const client = await brokerApi('--broker-api', given.url, given.values, io, stop.signal);
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  try {
    const overview = await readOverview(client);
    const engineText = given.engineText ?? engineOf(overview, client.address);
    const { tags } = await readAsker(client);
    if (!tags.some((tag) => SEES_ALL.includes(tag)))
      throw new Failure([
        `${client.address}: who asks is shown its own connections alone; it takes the tag \`administrator\`, or \`monitoring\``,
      ]);
    const shown = await shownDefinitions(client);
    const looked = await look(client, overview, { period, every, signal: stop.signal }, io);
    const { evidence } = looked;
    if (evidence.doings.length === 0)
      throw new Failure([
        `${client.address}: no client was connected while it was looked at; --for 10m looks longer`,
      ]);
    const definitions = shown ?? definitionsFrom(evidence, client.address);
    const result = learnPolicy(
      { definitions, showsUsers: shown !== undefined, evidence, ratesMode: overview.ratesMode },
      {
        head: headOf(client, overview, evidence, every),
        engineText,
        mapped: given.mapped,
        cwd: io.cwd,
      },
    );
    if (result.kind === 'unable') throw new Failure(result.reasons);
    if (result.kind === 'faulty') {
      io.err.write(renderText(result.diagnostics, io.err));
      throw new Failure(['no policy can say what was seen; nothing is written']);
    }
    io.out.write(result.learned.text);
    tell(result.learned, looked.remarks, io);
    return exit.ok;
  } catch (thrown) {
    if (thrown instanceof ManagementFailure) throw new Failure([thrown.message]);
    throw thrown;
  } finally {
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
    client.close();
  }
}

/** The broker's definitions; undefined where who asks is no administrator. */
async function shownDefinitions(client: ManagementClient): Promise<Definitions | undefined> {
  try {
    const { text, address } = await readDefinitionsText(client);
    return definitionsIn(text, address);
  } catch (thrown) {
    if (thrown instanceof ManagementFailure && thrown.kind === 'refused') return undefined;
    throw thrown;
  }
}

/** The definitions as far as the tag `monitoring` shows them: what there is, and no users. */
function definitionsFrom({ exchanges, queues }: Evidence, address: string): Definitions {
  const text = JSON.stringify({
    exchanges: [...exchanges.values()].filter(({ durable }) => durable),
    queues: [...queues.values()].filter(({ durable }) => durable),
  });
  return definitionsIn(text, address);
}

/** @throws Failure where it is no export */
function definitionsIn(text: string, address: string): Definitions {
  const read = readDefinitions(new Source(address, text));
  if (!read.ok) throw new Failure([read.reason]);
  return read.definitions;
}

/** A time as `10m`, in milliseconds. */
function duration(option: string, text: string, least: number): number {
  const [, digits = '', unit = ''] = /^(\d{1,7})(ms|s|m|h)$/.exec(text) ?? [];
  const length = Number(digits) * ({ ms: 1, s: 1_000, m: 60_000, h: 3_600_000 }[unit] ?? 0);
  if (digits !== '' && length >= least && length <= LONGEST) return length;
  const from = least === 0 ? '' : `, ${least} ms at least`;
  throw new UsageError(`--${option} takes a time, such as 30s, 10m or 2h${from}, not '${text}'`);
}

/** The engine of a broker: that of Amazon MQ by its address. */
function engineOf({ version }: Overview, address: string): string {
  const isAmazon = /\.mq\.[a-z0-9-]+\.(?:amazonaws\.com(?:\.cn)?|on\.aws)$/.test(
    new URL(address).hostname,
  );
  const [line = ''] = /^\d+\.\d+/.exec(version) ?? [];
  const [number = ''] = /^\d+\.\d+\.\d+/.exec(version) ?? [];
  const [product, known] = isAmazon ? ['amazon-mq', line] : ['rabbitmq', number];
  if (parseEngine(product, known).ok) return `${product} ${known}`;
  throw new UsageError(
    `${address} is RabbitMQ ${version}, which is none that is known; say by --engine what it is to run, such as --engine "${product} 4.3"`,
  );
}

/** How long and how often to look. */
interface Pace {
  readonly period: number;
  readonly every: number;
  readonly signal: AbortSignal;
}

/** Looks again and again. Without the first look there is nothing; a later one may fail. */
async function look(
  client: ManagementClient,
  { ratesMode }: Overview,
  { period, every, signal }: Pace,
  io: Io,
): Promise<{ readonly evidence: Evidence; readonly remarks: readonly string[] }> {
  const evidence = new Evidence();
  const remarks: string[] = [];
  const sampler = new Sampler(client, ratesMode === 'detailed');
  const planned = Math.floor(period / every) + 1;
  const start = performance.now();
  let failed = 0;
  for (let at = 1; at <= planned; at++) {
    const wait = start + (at - 1) * every - performance.now();
    if (wait > 0) await pause(wait, undefined, { signal }).catch(() => undefined);
    // Of a broker that answers more slowly than it is to be asked there are fewer samples.
    const isLate = performance.now() - start > period + GRACE;
    if ((signal.aborted || isLate) && evidence.samples > 0) break;
    try {
      evidence.add(await sampler.take());
      failed = 0;
    } catch (thrown) {
      if (!(thrown instanceof ManagementFailure) || evidence.samples === 0) throw thrown;
      if (signal.aborted) break;
      remarks.push(`a sample failed: ${thrown.message}`);
      failed++;
      // Whoever was let in before and is not now has a token that has run out.
      if (failed >= MOST_FAILED || thrown.kind === 'refused') break;
      continue;
    }
    if (planned > 1 && io.quiet !== true)
      io.err.write(
        `sample ${at} of ${planned}: ${counted(evidence.users.length, 'user')} seen, ${counted(
          evidence.doings.reduce((sum, { connected }) => sum + connected.connections.size, 0),
          'connection',
        )}\n`,
      );
  }
  if (evidence.samples < planned)
    remarks.push(`${evidence.samples} of ${planned} samples were taken`);
  return { evidence, remarks };
}

function headOf(
  client: ManagementClient,
  { version }: Overview,
  { samples }: Evidence,
  every: number,
): readonly string[] {
  const pace =
    samples === 1
      ? 'one sample'
      : `${samples} samples, one every ${every % 1_000 === 0 ? counted(every / 1_000, 'second') : `${every} ms`}`;
  return [`Learned from ${client.address} (RabbitMQ ${version}): ${pace}.`];
}

function tell(learned: Learned, before: readonly string[], { err, quiet }: Io): void {
  const remarks = [...before, ...learned.remarks];
  for (const remark of remarks.slice(0, MOST_TOLD)) err.write(`${printable(remark)}\n`);
  const more = andMore(remarks.length - MOST_TOLD, 'of this kind');
  if (more !== '') err.write(`${more}\n`);
  const { gained, lost } = countChanges(learned.differences);
  if (gained > 0 || (lost > 0 && quiet !== true)) err.write(diffText(learned.differences, err));
  if (gained > 0)
    err.write(
      `What was seen or is likely is not all permitted now, as permissions are read here: ${gained} gained. Look at those first.\n`,
    );
  if (quiet === true) return;
  const unseen =
    learned.unseen === 0 ? '' : `, ${learned.unseen} of them likely or possible, and not seen`;
  const beyond =
    learned.compared === 0
      ? 'What the users may do now is not known.'
      : lost === 0
        ? 'The users may do nothing more now.'
        : `What the users may do beyond it: ${lost}, shown above.`;
  err.write(
    `${counted(learned.phrases, 'phrase')} for ${counted(learned.roles, 'role')}${unseen}. ${beyond}\n`,
  );
}

function counted(count: number, word: string): string {
  return `${count} ${count === 1 ? word : `${word}s`}`;
}
