import { ALLOWED, refused, type Verdict } from '../../bed/verdict.js';
import type { Broker } from '../../bed/broker.js';

/** How long something that a broker does by itself may take, and how often it is looked for, in ms. */
const PATIENCE = 8_000;
const PAUSE = 40;

/** How the log names what a user was refused, and whom the management API did not let do something. */
const REFUSED =
  /(?:refused for user|HTTP access denied: user|access refused for user) '[^']*\/(?<role>[^/']+)'/;

/** Reads what a broker's log says more from now on. */
export function logFrom(broker: Broker): () => string {
  const before = new Set(broker.log().split('\n')); // every line begins with its time
  return () =>
    broker
      .log()
      .split('\n')
      .filter((line) => !before.has(line))
      .join('\n');
}

/** The lines of a log that refuse something to a role. */
export function refusalsTo(role: string, log: string): readonly string[] {
  return log.split('\n').filter((line) => REFUSED.exec(line)?.groups?.['role'] === role);
}

/**
 * Waits until the broker has done something by itself, or its log says that it refused it to a role.
 *
 * @throws if neither comes about
 */
export async function arrival(
  role: string,
  log: () => string,
  isThere: () => Promise<boolean>,
): Promise<Verdict> {
  for (const end = Date.now() + PATIENCE; Date.now() < end;) {
    const [line] = refusalsTo(role, log());
    if (line !== undefined) return refused(line);
    if (await isThere()) return ALLOWED;
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
  throw new Error(`neither done nor refused: ${log()}`);
}

/** Looks for something until it is there. @throws if it does not come */
export async function patiently<Found>(look: () => Promise<Found | undefined>): Promise<Found> {
  for (const end = Date.now() + PATIENCE; Date.now() < end;) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
  throw new Error('it did not come');
}

/** How long the log may take to tell of a refusal that a client has heard of, in ms. */
const LOG_PATIENCE = 1_500;

/** Waits until something is found, though not for long: it may never come. */
export async function soon<Found>(look: () => readonly Found[]): Promise<readonly Found[]> {
  for (const end = Date.now() + LOG_PATIENCE; Date.now() < end;) {
    const found = look();
    if (found.length > 0) return found;
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
  return [];
}
