import { setImmediate } from 'node:timers/promises';
import type { Checker } from '../assist/checker.js';
import { Session } from '../program/session.js';

/** What checks one policy: the one place where the server has a policy checked. */
export function newChecker(): Checker {
  return new Session(setImmediate);
}
