import { describeRoleArnProblem } from '../../aws/arn-problem.js';
import { parseRoleArn } from '../../aws/arn.js';
import { parseContentArn } from '../../aws/content-arn.js';
import { brokerDiagnostics as catalog } from '../../diagnostics/catalog/brokers.js';
import type { Reporter } from '../../diagnostics/reporter.js';
import type { Engine } from '../../rabbitmq/engines.js';
import { CONTENT_ARNS, PASSED_ROLE } from '../../rabbitmq/settings/amazon-mq.js';
import { checkSetting, type CheckedSetting } from '../../rabbitmq/settings/check.js';
import { describeSettingProblem } from '../../rabbitmq/settings/describe.js';
import type { Place } from '../../source/source.js';
import type { BrokerEntries } from './entries.js';
import { substitute, type Environment } from './environment.js';
import { flat } from '../names/text.js';

/** The lines that a policy adds to a broker's rabbitmq.conf. */
export interface ConfLines {
  /** Those that nothing is wrong with. */
  readonly settings: readonly CheckedSetting[];
  /** Where the value of each line stands, by its key, also of those that were refused. */
  readonly settingPlaces: ReadonlyMap<string, Place>;
}

/** Reads and checks the lines of `settings`; what is wrong with one is reported. */
export function readConfLines(
  entries: BrokerEntries,
  environment: Environment,
  engine: Engine,
  reporter: Reporter,
): ConfLines {
  const settings: CheckedSetting[] = [];
  const settingPlaces = new Map<string, Place>();
  for (const [key, { node, source }] of entries.confLines) {
    const range = node.value?.range ?? node.key.range;
    settingPlaces.set(key, { source, range });
    const text =
      node.value === null ? undefined : substitute(node.value, source, environment, reporter);
    if (text === undefined) continue;
    const result = checkSetting(engine, key, flat(text));
    if (result.ok) {
      const reason = settingArnProblem(key, flat(text));
      if (reason === undefined) settings.push(result.setting);
      else reporter.report(catalog.badConfLine, { source, range }, { reason });
      continue;
    }
    const { kind } = result.problem;
    const aboutValue =
      kind === 'wrong-type' || kind === 'out-of-range' || kind === 'unholdable-value';
    const place = { source, range: aboutValue ? range : node.key.range };
    const reason = describeSettingProblem(result.problem, key, flat(text), engine);
    reporter.report(catalog.badConfLine, place, { reason });
  }
  return { settings, settingPlaces };
}

/** What is wrong with the ARN of a line that holds one, in a sentence; undefined for other lines. */
export function settingArnProblem(key: string, value: string): string | undefined {
  if (key === PASSED_ROLE) {
    const role = parseRoleArn(value);
    return role.ok ? undefined : describeRoleArnProblem(role.problem);
  }
  if (!key.startsWith(CONTENT_ARNS)) return undefined;
  const content = parseContentArn(value);
  return content.ok ? undefined : content.reason;
}
