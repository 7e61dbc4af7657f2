import { resolve } from 'node:path';
import { groupBy } from '../access/group.js';
import type { Diagnostic, Edit } from '../diagnostics/diagnostic.js';
import { fixesTogether, isSurelyFixed } from '../diagnostics/fixes.js';
import { checkPolicy } from '../program/check.js';
import { printable } from '../report/printable.js';
import type { LoadedPolicy } from '../source/load.js';
import { Source } from '../source/source.js';
import { Failure, type Io } from './io.js';
import { leadsOut, replaceFiles, whyNotReplaced, type Replacement } from './replace-file.js';
import { counted } from '../source/counted.js';

/** How often a policy is looked at anew: a fix may bring another to light. */
const MOST_ROUNDS = 10;

/**
 * Applies the fixes of policies that are sure, and writes the files, all or none. Nothing is written of a
 * file that a link has outside of what was given. Names on standard error what was written.
 *
 * @throws Failure where a file cannot be written; all stay as they were then
 */
export function fixPolicies(
  policies: readonly LoadedPolicy[],
  paths: readonly string[],
  io: Io,
): void {
  const roots = [io.cwd, ...paths.map((path) => resolve(io.cwd, path))];
  const changes = policies.flatMap((policy) => fixedFiles(policy, roots));
  if (changes.length === 0) return;
  try {
    replaceFiles(changes);
  } catch (thrown) {
    throw new Failure([`nothing was fixed: ${whyNotReplaced(thrown)}`]);
  }
  if (io.quiet === true) return;
  for (const { name, fixes } of changes)
    io.err.write(
      `${printable(name)}: ${counted(fixes, 'fix').replace(/fixs$/, 'fixes')} applied\n`,
    );
}

/** A file with its fixes. */
interface Fixed extends Replacement {
  readonly fixes: number;
}

function fixedFiles(loaded: LoadedPolicy, roots: readonly string[]): readonly Fixed[] {
  const fixed = new Map<Source, Fixed>();
  let { sources } = loaded;
  const isOurs = ({ path }: Source): boolean =>
    path !== undefined && leadsOut(path, roots) === undefined;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const { diagnostics } = checkPolicy({ ...loaded, sources }, { wantsTrees: false });
    const ours = new Set(sources.filter(isOurs));
    const isWritten = ({ fixes }: Diagnostic): boolean =>
      fixes.every(({ edits }) => edits.every(({ source }) => ours.has(source)));
    const { edits } = fixesTogether(
      diagnostics.filter((one) => isSurelyFixed(one) && isWritten(one)),
    );
    if (edits.length === 0) break;
    const texts = groupBy(edits, ({ source }) => source);
    sources = sources.map((source) => {
      const own = texts.get(source);
      if (own === undefined || source.path === undefined) return source;
      const before = fixed.get(source);
      const text = edited(source.text, own);
      const now = new Source(source.name, text, source.path);
      fixed.delete(source);
      fixed.set(now, {
        name: source.name,
        path: source.path,
        text,
        before: before?.before ?? source.text,
        fixes: (before?.fixes ?? 0) + own.length,
      });
      return now;
    });
  }
  return [...fixed.values()];
}

/** A text with edits that do not overlap. */
function edited(text: string, edits: readonly Edit[]): string {
  const behind = [...edits].sort((a, b) => b.range.start - a.range.start);
  return behind.reduce(
    (now, { range, text: put }) => now.slice(0, range.start) + put + now.slice(range.end),
    text,
  );
}
