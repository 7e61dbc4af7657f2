import { Position } from 'vscode-languageserver';
import type { Places } from '../places.js';
import type { CommandTarget } from './commands.js';

/** An object that a client sent, of which nothing is known yet. */
export type Members = Readonly<Record<string, unknown>>;

/** Whether a value is an object, so that its members can be looked at. */
export function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null;
}

/**
 * What the argument of a command is about: an object with the `uri` of a file, and where it is about a
 * place its `position`, about a role its name as `role`. Undefined for a file that no policy holds.
 */
export function targetOf(
  { uri, position, role }: Members,
  places: Places,
): CommandTarget | undefined {
  if (typeof uri !== 'string') return undefined;
  const folder = places.folder({ uri });
  const view = places.view({ uri });
  if (folder === undefined) return undefined;
  return {
    folder,
    view,
    offset: Position.is(position) ? view?.offset(position) : undefined,
    role: typeof role === 'string' ? role : undefined,
  };
}
