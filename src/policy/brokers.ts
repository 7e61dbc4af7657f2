import { describeRoleArnProblem } from '../aws/arn-problem.js';
import { parseRoleArn } from '../aws/arn.js';
import { partitionOfRegion } from '../aws/regions.js';
import { brokerDiagnostics as catalog } from '../diagnostics/catalog/brokers.js';
import type { Reporter } from '../diagnostics/reporter.js';
import { newestLine } from '../rabbitmq/engines.js';
import { parseEngine } from '../rabbitmq/parse-engine.js';
import { checkSetting, type Setting } from '../rabbitmq/settings/check.js';
import { describeSettingProblem } from '../rabbitmq/settings/describe.js';
import { Source } from '../source/source.js';
import { brokerEntries, type BrokerEntries } from './broker-entries.js';
import { BrokerEnvironment } from './broker-environment.js';
import type { Broker } from './broker.js';
import { substitute, type Environment } from './environment.js';
import type { Outline } from './outline.js';
import { SettingReader } from './setting-reader.js';
import { flat } from './text.js';
import { readToken } from './token-setting.js';

/** The setting that names a role for Amazon MQ to assume, which a deployer has to be allowed to pass. */
const PASSED_ROLE = 'aws.arns.assume_role_arn';

/** The engine of a policy that declares no broker, and of a broker whose engine is not known. */
const newest = parseEngine('rabbitmq', newestLine('rabbitmq'));

/** The brokers of a policy with their settings, in the order of declaration. */
export function resolveBrokers(outline: Outline, reporter: Reporter): readonly Broker[] {
  const entries = brokerEntries(outline, reporter);
  return entries.length === 0 && outline.brokers.length === 0
    ? [impliedBroker(reporter)]
    : entries.map((entry) => resolveBroker(entry, reporter));
}

/** What a policy without brokers is checked against. */
function impliedBroker(reporter: Reporter): Broker {
  const place = { source: new Source('', ''), range: { start: 0, end: 0 } };
  const entries: BrokerEntries = {
    name: 'default',
    place,
    settings: new Map(),
    lets: new Map(),
    confLines: new Map(),
  };
  return {
    ...withoutSettings(entries, new BrokerEnvironment(entries, reporter)),
    place: undefined,
    audience: 'rabbitmq',
    scopePrefix: 'rabbitmq.',
  };
}

function withoutSettings(entries: BrokerEntries, environment: Environment): Broker {
  if (!newest.ok) throw new Error('the engine table has lost its newest line');
  return {
    name: entries.name,
    place: entries.place,
    engine: newest.engine,
    partition: 'aws',
    issuer: undefined,
    audience: entries.name,
    scopePrefix: `${entries.name}.`,
    algorithms: ['ES384'],
    maxSeconds: 900,
    internalUsers: false,
    settings: [],
    environment,
  };
}

function resolveBroker(entries: BrokerEntries, reporter: Reporter): Broker {
  const environment = new BrokerEnvironment(entries, reporter);
  const read = new SettingReader(entries, environment, reporter);
  const engine = read.engine();
  const base = withoutSettings(entries, environment);
  const audience = read.audience();
  const settings = engine === undefined ? [] : confLines(entries, environment, engine, reporter);
  const broker: Broker = {
    ...base,
    engine: engine ?? base.engine,
    account: read.account(),
    region: read.region(),
    partition: read.partition(),
    id: read.id(),
    configuration: read.configuration(),
    issuer: read.issuer(engine),
    audience,
    scopePrefix: read.scopePrefix(audience),
    ...readToken(entries, reporter),
    internalUsers: read.internalUsers(engine),
    settings,
    passRoleArn: settings.find(({ key }) => key === PASSED_ROLE)?.text,
  };
  checkRegion(broker, entries, reporter);
  return broker;
}

function confLines(
  entries: BrokerEntries,
  environment: Environment,
  engine: Broker['engine'],
  reporter: Reporter,
): readonly Setting[] {
  const lines: Setting[] = [];
  for (const [key, { node, source }] of entries.confLines) {
    const text =
      node.value === null ? undefined : substitute(node.value, source, environment, reporter);
    if (text === undefined || node.value === null) continue;
    const result = checkSetting(engine, key, flat(text));
    const passed = parseRoleArn(flat(text));
    if (result.ok && key === PASSED_ROLE && !passed.ok)
      reporter.report(
        catalog.badConfLine,
        { source, range: node.value.range },
        { reason: describeRoleArnProblem(passed.problem) },
      );
    else if (result.ok) lines.push(result.setting);
    else {
      const { kind } = result.problem;
      const aboutValue =
        kind === 'wrong-type' || kind === 'out-of-range' || kind === 'unholdable-value';
      const range = aboutValue ? node.value.range : node.key.range;
      const reason = describeSettingProblem(result.problem, key, flat(text), engine);
      reporter.report(catalog.badConfLine, { source, range }, { reason });
    }
  }
  return lines;
}

function checkRegion(broker: Broker, entries: BrokerEntries, reporter: Reporter): void {
  const entry = entries.settings.get('region');
  if (broker.region === undefined || entry === undefined) return;
  const partition = partitionOfRegion(broker.region);
  if (partition === undefined || partition === broker.partition) return;
  const place = { source: entry.source, range: entry.node.range };
  const { region, partition: declared } = broker;
  reporter.report(catalog.regionOfOtherPartition, place, { region, partition, declared });
}
