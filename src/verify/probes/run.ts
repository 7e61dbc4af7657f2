import { phraseText } from '../../policy/phrases/phrase-text.js';
import type { AmqpConnection } from '../amqp/connection.js';
import type { PlannedTrial } from './plan.js';
import { ask, type ProbeAnswer } from './probe.js';
import type { EitherProbe, Unprobed } from './trial.js';

/** A trial of which the broker says something else than the proofs. */
export interface ProbeDifference {
  readonly trial: PlannedTrial;
  readonly found: 'permitted' | 'refused';
  /** The broker's refusal; empty where there was none. */
  readonly words: string;
}

/** What came of some trials so far. */
export class Outcomes {
  readonly differences: ProbeDifference[] = [];
  readonly unprobed = new Map<Unprobed, number>();
  permitted = 0;
  refused = 0;

  get tried(): number {
    return this.permitted + this.refused;
  }

  skip(why: Unprobed, count = 1): void {
    this.unprobed.set(why, (this.unprobed.get(why) ?? 0) + count);
  }
}

/** How many are under way at a time. */
const AT_ONCE = 64;

/**
 * Tries everything on a connection to the vhost that it is about, and counts what comes of it.
 *
 * @throws ConnectionLost where the connection ends; what was counted until then stands
 * @throws StrangeAnswer where what answers is no RabbitMQ
 */
export async function runTrials(
  connection: AmqpConnection,
  trials: readonly PlannedTrial[],
  outcomes: Outcomes,
): Promise<void> {
  const left = [...trials].reverse();
  const work = async (): Promise<void> => {
    for (let trial = left.pop(); trial !== undefined; trial = left.pop())
      await runTrial(connection, trial, outcomes);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

async function runTrial(
  connection: AmqpConnection,
  trial: PlannedTrial,
  outcomes: Outcomes,
): Promise<void> {
  const { expected, probes, butForKey } = trial;
  let refusal: string | undefined;
  let isAbsent = false;
  for (const probe of probes) {
    const answer = await askEither(connection, probe);
    isAbsent ||= answer.kind === 'absent';
    if (answer.kind === 'permitted' || answer.kind === 'absent') continue;
    refusal = answer.words;
    break;
  }
  if (refusal === undefined && isAbsent && expected === 'refused' && butForKey) {
    outcomes.skip('no-exchange');
    return;
  }
  const found = refusal === undefined ? 'permitted' : 'refused';
  outcomes[found]++;
  if (found !== expected) outcomes.differences.push({ trial, found, words: refusal ?? '' });
}

/** Tries what does as well where the first is refused; the refusal of the first is the one that is told. */
async function askEither(connection: AmqpConnection, probe: EitherProbe): Promise<ProbeAnswer> {
  const answer = await ask(connection, probe);
  const isRefused = answer.kind === 'refused' || answer.kind === 'key-refused';
  if (!isRefused || probe.or === undefined) return answer;
  const other = await ask(connection, probe.or);
  return other.kind === 'refused' || other.kind === 'key-refused' ? answer : other;
}

/** What was tried, as a policy writes it. */
export function trialText({ operation, vhost }: PlannedTrial): string {
  return `\`${phraseText(operation)}\` in the vhost \`${vhost}\``;
}
