import { errorsOf } from '../../diagnostics/diagnostic.js';
import { textDiagnosticsOf } from '../../diagnostics/text-problems.js';
import type { Placed } from '../../prove/diff/policy-access.js';
import type { LoadedPolicy } from '../../source/loaded.js';
import { readSound, type SoundPolicy } from '../check.js';
import { readConfiguration } from './configuration.js';
import type { Files } from './files.js';
import { policySide } from './policy-side.js';
import type { ReadSide } from './side.js';

/** Reads a policy, or a broker's rabbitmq.conf where the path says so by its end. */
export function readSide(path: string, files: Files): ReadSide {
  return isConfiguration(path)
    ? readConfiguration(path, files)
    : readPolicy(path, files, (loaded) => sideOf(readSound(loaded)));
}

/** Whether a path is that of a broker's rabbitmq.conf. */
export function isConfiguration(path: string): boolean {
  return path.endsWith('.conf');
}

/**
 * Reads what a policy gives. Its claims are not proved, and nothing is compiled: neither changes
 * what is given.
 *
 * @param read answers the side of what was loaded
 */
export function readPolicy(
  path: string,
  files: Files,
  read: (loaded: LoadedPolicy) => ReadSide,
): ReadSide {
  const loaded = files.policy(path);
  if (loaded.problems.length > 0)
    return {
      kind: 'unable',
      reasons: loaded.problems.map(({ message }) => message),
      isEmpty: loaded.problems.every(
        ({ kind }) => kind === 'no-policy-files' || (kind === 'missing' && !files.exists(path)),
      ),
    };
  // Only its errors are told: what else there is to say is for `check`. Of damaged files only the damage.
  const damage = errorsOf(textDiagnosticsOf(loaded.textProblems));
  if (damage.length > 0) return { kind: 'faulty', diagnostics: damage };
  const side = read({ ...loaded, readRelated: files.related });
  const { apart } = loaded;
  if (side.kind !== 'read' || apart === undefined) return side;
  return { ...side, side: { ...side.side, apart } };
}

/** A policy that was read, as a side of a comparison. */
export function sideOf(sound: SoundPolicy, placed?: Placed): ReadSide {
  if (!sound.ok) return { kind: 'faulty', diagnostics: errorsOf(sound.diagnostics) };
  const { policies, expects, loaded } = sound.read;
  const severities = loaded.config?.severities ?? [];
  return { kind: 'read', side: { ...policySide(policies, placed), expects, severities } };
}
