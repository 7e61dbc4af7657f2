import { management, type Answer } from '../../bed/management.js';
import type { Verdict } from '../../bed/verdict.js';
import { STAGEHAND } from '../stage.js';
import { patiently } from './arrivals.js';
import type { Client } from './trial.js';

/** Makes a token of a role. */
export type Hands = (role: string) => Promise<string>;

/** The URI by which a link signs in as nobody, for whom nothing is checked. */
export const NOBODY = 'amqp:///V';

/** The status of what is not there. */
const ABSENT = 404;

/** Something set up by the stage's hand, while a link runs with the rights of a client. */
export async function linked(
  client: Client,
  hands: Hands,
  path: string,
  body: object,
  run: () => Promise<Verdict>,
): Promise<Verdict> {
  const api = management(client.broker, await hands(STAGEHAND));
  expectDone(await api.put(path, body));
  try {
    return await run();
  } finally {
    const deleted = await api.delete(path);
    if (deleted.status !== ABSENT) expectDone(deleted); // it may have been deleted meanwhile
  }
}

function expectDone({ status, body }: Answer): void {
  if (status >= 300) throw new Error(`status ${status}: ${JSON.stringify(body)}`);
}

/** Waits until the broker lists something, as the stage's hand sees it. */
export async function known(
  { broker }: Client,
  hands: Hands,
  path: string,
  listed: RegExp,
): Promise<string> {
  const api = management(broker, await hands(STAGEHAND));
  return patiently(async () => listed.exec(JSON.stringify((await api.get(path)).body))?.[1]);
}
