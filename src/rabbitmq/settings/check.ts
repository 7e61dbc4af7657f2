import type { Engine } from '../engines.js';
import { amazonProblem } from './check-amazon.js';
import { confValue } from './conf-value.js';
import { schemaProblem } from './check-schema.js';
import { keyParts } from './key.js';
import type { SettingProblem } from './problem.js';
import { covers, refusedRule, WRITTEN } from './rules.js';

/** One line of rabbitmq.conf that was checked, with the value as it is written there. */
export class CheckedSetting {
  private constructor(
    readonly key: string,
    readonly text: string,
  ) {}

  /**
   * Checks a line that a policy adds to rabbitmq.conf: the key is one that every release of the
   * engine accepts, it opens no way round the policy, and the value is of its type.
   */
  static check(engine: Engine, key: string, value: string): SettingResult {
    const problem =
      ruleProblem(key, value) ??
      (engine.product === 'amazon-mq'
        ? amazonProblem(engine, key, value)
        : schemaProblem(engine, key, value));
    if (problem !== undefined) return { ok: false, problem };

    const held = confValue(engine.product, value);
    if (held.ok) return { ok: true, setting: new CheckedSetting(key, held.text) };
    return { ok: false, problem: { kind: 'unholdable-value', reason: held.problem } };
  }
}

/** The checked line, or what is wrong with it. */
export type SettingResult =
  | { readonly ok: true; readonly setting: CheckedSetting }
  | { readonly ok: false; readonly problem: SettingProblem };

/** See `Setting.check`. */
export function checkSetting(engine: Engine, key: string, value: string): SettingResult {
  return CheckedSetting.check(engine, key, value);
}

function ruleProblem(key: string, value: string): SettingProblem | undefined {
  const parts = keyParts(key);
  if (parts === undefined) return undefined;
  const written = WRITTEN.find((rule) => covers(rule, parts));
  if (written !== undefined) return { kind: 'written-by-compiler', reason: written.reason };
  const refused = refusedRule(parts, value);
  return refused === undefined ? undefined : { kind: 'refused', reason: refused.reason };
}
