import type {
  AmazonMq,
  BrokerStatus,
  ConfigurationStatus,
  Revision,
  RevisionRef,
} from './amazon-mq.js';
import { revisionText } from './revision-text.js';

/** How a broker and a configuration stand: what must not change between a question and its answer. */
export interface Look {
  readonly status: BrokerStatus;
  /** The configuration that is deployed to; undefined where none is written to. */
  readonly configuration: ConfigurationStatus | undefined;
}

/** Looks at a configuration beside a broker that was looked at. */
export async function look(
  mq: AmazonMq,
  status: BrokerStatus,
  configuration: string | undefined,
): Promise<Look> {
  if (configuration === undefined) return { status, configuration: undefined };
  return { status, configuration: await mq.describeConfiguration(configuration) };
}

/** What is different at a second look: a line each, for people; none where it is the same. */
export function drift(before: Look, now: Look): readonly string[] {
  const [then, since] = [before, now].map(factsOf);
  return [...(then ?? [])].flatMap(([what, value]) => {
    const other = since?.get(what) ?? '';
    return other === value ? [] : [`${what} was ${value}, and is ${other}`];
  });
}

function factsOf({ status, configuration }: Look): ReadonlyMap<string, string> {
  const { state, engineVersion, current, pending, coming } = status;
  const waiting = coming.map(({ what, then }) => `${what} ${then}`).join('; ');
  return new Map([
    ['the state of the broker', state],
    ['the engine version', engineVersion],
    ['what the broker runs with', revisionText(current)],
    [
      'what it is to run with after its next reboot',
      pending === undefined ? 'the same' : revisionText(pending),
    ],
    ['what else waits for that reboot', waiting === '' ? 'nothing' : waiting],
    [
      'the newest revision of the configuration',
      configuration === undefined ? 'not looked at' : String(configuration.latest),
    ],
  ]);
}

/** Reads revisions, each of them once. */
export class Revisions {
  readonly #read = new Map<string, Promise<Revision>>();

  constructor(private readonly mq: AmazonMq) {}

  /** What a revision holds. */
  async of(ref: RevisionRef): Promise<Revision> {
    const key = `${ref.configuration}/${ref.revision}`;
    const known = this.#read.get(key);
    if (known !== undefined) return known;
    const reading = this.mq.readRevision(ref);
    this.#read.set(key, reading);
    return reading;
  }
}
