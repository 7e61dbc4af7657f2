import { Reporter } from '../diagnostics/reporter.js';
import type { Source } from '../source/source.js';
import type { Before } from './again.js';
import { parsePolicy } from './parse.js';
import type { PolicyFile } from './tree.js';

/** Parses a policy file, as `parsePolicy` does; what is wrong with it goes to the reporter. */
export type Parse = (source: Source, reporter: Reporter, before?: Before) => PolicyFile;

/**
 * A parser that reads equal texts once, whatever their files are called: two versions of a policy
 * have most of them in common. A text with mistakes is read each time, so that each is told.
 */
export function parsingOnce(): Parse {
  const known = new Map<string, PolicyFile>();
  return (source, reporter) => {
    const file = known.get(source.text);
    if (file !== undefined) return { ...file, source };
    const part = new Reporter(reporter.suggester);
    const parsed = parsePolicy(source, part);
    reporter.take(part.reported);
    if (part.reported.length === 0) known.set(source.text, parsed);
    return parsed;
  };
}
