import assert from 'node:assert/strict';
import { givenBy } from '#warren/access/given.js';
import type { Inquiry } from '../../bed/oracle.js';
import type { Suite } from '../../bed/tree.js';
import { chanceOf } from '../../random/chance.js';
import { question } from '../random/ask.js';
import type { Asked } from '../random/ask.js';
import { decide, readModel } from './model.js';
import { AUDIENCE, randomConfig } from './raw-config.js';
import { randomQuestions } from './raw-decisions.js';

/** Random questions about a random configuration, and what Warren answers from its own reading. */
export interface RawCase {
  readonly seed: number;
  readonly scopes: number;
  readonly asked: readonly (Asked & { readonly allowed: boolean })[];
  readonly inquiry: Inquiry;
}

/**
 * The case of a seed; undefined where Warren declines to read it, as it must where the scopes take
 * claims of the token in, and only there.
 */
export function rawCase(suite: Suite, seed: number, questions: number): RawCase | undefined {
  const chance = chanceOf(seed);
  const { roles, files: config } = randomConfig(suite, chance);
  const read = readModel(config);
  if (read.kind === 'unable') {
    for (const reason of read.reasons)
      assert.match(
        reason,
        /\{.* depends on the token$|^and \d+ more reasons?$/,
        `seed ${seed}: ${reason}`,
      );
    return undefined;
  }
  const nothing = givenBy([]);
  const asked = randomQuestions(roles, chance, questions).map((one) => {
    const given = read.roles.get(one.arn) ?? nothing;
    return { ...one, allowed: decide(given, one.decision) };
  });
  const inquiry = { config, audience: AUDIENCE, questions: asked.map(question) };
  return { seed, scopes: [...roles.values()].flat().length, asked, inquiry };
}
