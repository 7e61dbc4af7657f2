import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { head } from '../cli/warren.js';
import { whileInFolder } from '../source/temporary.js';
import { checkout, host, type History, type Hosted } from './repository.js';
import { script, type Ended } from './script.js';
import { standIn, type StandIn } from './stand-in.js';

/** A policy that grants one role some phrases. */
export const policy = (phrases: string): string => `${head}\nvhost v { allow r { ${phrases} } }\n`;
/** What is there before the pull request. */
export const first = { 'policies/a.warren': policy('consume queue a') };

/** A pull request that gains `b`, while main has lost nothing and gained a role of its own. */
export const growing: History = {
  first,
  main: {
    'policies/main.warren':
      'role s = arn:aws:iam::111122223333:role/s\nvhost v { allow s { consume queue main } }\n',
  },
  request: { 'policies/a.warren': policy('consume queue a, b') },
};

/** A checkout, and what runs in it. */
export interface Run {
  readonly folder: string;
  readonly hosted: Hosted;
  readonly here: string;
  readonly api: StandIn;
  /** Runs the comparison as the action does. */
  readonly diff: (env?: Readonly<Record<string, string>>) => Promise<Ended>;
}

/** Runs `body` in a checkout of a pull request, beside a stand-in of the API. */
export function inRun(
  history: History,
  what: (hosted: Hosted) => string,
  body: (run: Run) => Promise<void>,
  depth?: number,
): Promise<void> {
  return whileInFolder({}, async (folder) => {
    const hosted = host(folder, history);
    const here = checkout(folder, hosted, what(hosted), depth);
    const api = await standIn();
    const event = {
      pull_request: { number: 7, head: { sha: hosted.head }, base: { sha: hosted.main } },
    };
    writeFileSync(join(folder, 'event.json'), JSON.stringify(event));
    const diff: Run['diff'] = (env = {}) =>
      script('github-diff.mjs', here, {
        GITHUB_EVENT_PATH: join(folder, 'event.json'),
        GITHUB_API_URL: api.url,
        GITHUB_REPOSITORY: 'o/r',
        WARREN_TOKEN: 'secret-token',
        WARREN_PATH: 'policies',
        ...env,
      });
    try {
      await body({ folder, hosted, here, api, diff });
    } finally {
      await api.close();
    }
  });
}

/** The commit that CI checks out by itself. */
export const mergeOf = ({ merge }: Hosted): string => merge;
