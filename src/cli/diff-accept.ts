import { statSync } from 'node:fs';
import { posix, resolve } from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { BrokerPolicy } from '../policy/policy.js';
import { acceptGains, type Accepted } from '../program/accept/accept.js';
import type { Acceptance } from '../program/accept/acceptance.js';
import { readAcceptances } from '../program/accept/read.js';
import { staleDiagnostics } from '../program/accept/stale.js';
import { filesOnDisk } from '../program/diff/files.js';
import type { Pair } from '../program/diff/pair.js';
import type { Side } from '../program/diff/side.js';
import type { BrokerDiff } from '../prove/diff/diff.js';
import { render } from '../report/formats.js';
import { Failure, UsageError, type Io } from './io.js';
import type { Arguments } from './options.js';
import { tell } from './verdict.js';

/**
 * The file that `--accept` names; undefined without it.
 *
 * @throws UsageError for an empty path, and for `--no-stale` without it
 */
export function acceptOption({ values, flags }: Arguments): string | undefined {
  const file = values['accept'];
  if (file === '') throw new UsageError('the path of --accept is empty');
  if (file === undefined && flags.has('no-stale'))
    throw new UsageError('--no-stale is about the entries of --accept FILE');
  return file;
}

/**
 * Reads the entries of a file.
 *
 * @throws Failure where it cannot be read, or holds what is no entry, which is shown
 */
export function readEntries(file: string, io: Io): readonly Acceptance[] {
  if (statSync(resolve(io.cwd, file), { throwIfNoEntry: false })?.isDirectory() === true)
    throw new Failure([
      `${file} is a folder; --accept takes a file of entries, such as ${posix.join(file, 'access.accept')}`,
    ]);
  const found = filesOnDisk(io.cwd).file(file);
  if (!found.ok) throw new Failure([found.message]);
  const read = readAcceptances(found.source);
  return read.ok ? read.acceptances : refused(read.diagnostics, file, io);
}

/** The entries that are about a broker; all of them where none is named. */
export function ofBroker(
  entries: readonly Acceptance[],
  broker: string | undefined,
): readonly Acceptance[] {
  return broker === undefined ? entries : entries.filter(({ brokers }) => brokers.includes(broker));
}

/**
 * What the newer side says of the brokers that are compared.
 *
 * @param wanted the only broker that is compared, if one was asked for
 */
export function policiesOf({ brokers }: Side, wanted: string | undefined): readonly BrokerPolicy[] {
  return brokers
    .flatMap(({ policy }) => policy ?? [])
    .filter(({ broker: { name } }) => wanted === undefined || name === wanted);
}

/**
 * What was gained and accepted.
 *
 * @param known the names of all brokers of both sides
 *
 * @throws Failure where the newer side is no policy, or a phrase of an entry can stand nowhere
 */
export function acceptedOf(
  { pair, known }: { readonly pair: Pair; readonly known: readonly string[] },
  policies: readonly BrokerPolicy[],
  differences: readonly BrokerDiff[],
  entries: readonly Acceptance[],
  io: Io,
): Accepted {
  if (policies.length === 0 && pair.now.length > 0)
    throw new UsageError('--accept is about the roles of a policy, and NEW is a configuration');
  const accepting = acceptGains(pair, policies, differences, entries, known);
  if (accepting.ok) return accepting.accepted;
  const file = entries[0]?.place.source.name ?? '';
  return refused(accepting.diagnostics, file, io);
}

/** Tells the entries that accept nothing, on standard error. */
export function tellStale(accepted: Accepted, policies: readonly BrokerPolicy[], io: Io): void {
  const all = staleDiagnostics(accepted, policies);
  const shown = all.slice(0, SHOWN);
  tell(shown, 'text', io, io.err, { all: true });
  const more = all.length - shown.length;
  if (more > 0 && io.quiet !== true)
    io.err.write(`${more} more accept nothing; --format json lists every one.\n`);
}

/** So many mistakes and stale entries are shown. */
const SHOWN = 20;

function refused(diagnostics: readonly Diagnostic[], file: string, io: Io): never {
  io.err.write(render('text', diagnostics.slice(0, SHOWN), io.err));
  throw new Failure([`the entries of ${file} cannot be read`]);
}
