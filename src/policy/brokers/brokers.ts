import { SETTINGS } from '../../aws/policy-broker.js';
import { partitionOfRegion, REGIONS } from '../../aws/regions.js';
import { brokerDiagnostics as catalog } from '../../diagnostics/catalog/brokers.js';
import { correction } from '../../diagnostics/correction.js';
import type { Reporter } from '../../diagnostics/reporter.js';
import { newestLine } from '../../rabbitmq/engines.js';
import { parseEngine } from '../../rabbitmq/parse-engine.js';
import { PASSED_ROLE } from '../../rabbitmq/settings/amazon-mq.js';
import { Source } from '../../source/source.js';
import { brokerEntries, type BrokerEntries } from './entries.js';
import { BrokerEnvironment } from './broker-environment.js';
import type { Broker } from './broker.js';
import { lackingAmong, type Lacking } from './lacking.js';
import { readConfLines, type ConfLines } from './conf-lines.js';
import type { Environment } from './environment.js';
import type { Outline } from '../outline.js';
import { SettingReader } from './setting-reader.js';
import { readToken } from './token-setting.js';

/** The engine of a policy that declares no broker, and of a broker whose engine is not known. */
const newest = parseEngine('rabbitmq', newestLine('rabbitmq'));

const NO_LINES: ConfLines = { settings: [], settingPlaces: new Map() };

/** The brokers of a policy with their settings, in the order of declaration. */
export function resolveBrokers(outline: Outline, reporter: Reporter): readonly Broker[] {
  const entries = brokerEntries(outline, reporter);
  const lacking = lackingAmong(entries);
  const names = entries.map(({ name }) => name);
  const { ofBroker } = outline.losses;
  if (entries.length === 0 && outline.brokers.length === 0)
    return [impliedBroker(ofBroker, reporter)];
  const misspelt = misspeltAmong(entries, reporter);
  const partly = new Set([...misspelt].flat());
  return entries.map((entry) => {
    const isPart = ofBroker || partly.has(entry.name);
    const around = { lacking, isPart, meant: misspelt.get(entry.name) };
    return resolveBroker(entry, around, reporter.on(entry.name, names));
  });
}

/**
 * Brokers without an engine that have a name like that of another, and nothing that it has too: one of several blocks has
 * the name misspelt.
 */
function misspeltAmong(
  entries: readonly BrokerEntries[],
  { suggester }: Reporter,
): ReadonlyMap<string, string> {
  const lack = entries.filter(({ settings }) => !settings.has('engine'));
  return new Map(
    lack.flatMap((one) => {
      const others = entries.filter((other) => other !== one && isApart(one, other));
      const meant = suggester.nearest(
        one.name,
        others.map(({ name }) => name),
      );
      return meant === undefined ? [] : [[one.name, meant]];
    }),
  );
}

/** Whether two could be one broker, as neither says what the other does. */
function isApart(one: BrokerEntries, other: BrokerEntries): boolean {
  const said = [...other.settings.keys(), ...other.lets.keys(), ...other.confLines.keys()];
  return !said.some(
    (name) => one.settings.has(name) || one.lets.has(name) || one.confLines.has(name),
  );
}

/** What a policy without brokers is checked against. */
function impliedBroker(isPart: boolean, reporter: Reporter): Broker {
  const place = { source: new Source('', ''), range: { start: 0, end: 0 } };
  const entries: BrokerEntries = {
    name: 'default',
    place,
    isImplied: true,
    settings: new Map(),
    lets: new Map(),
    confLines: new Map(),
  };
  return {
    ...withoutSettings(entries, new BrokerEnvironment(entries, reporter, isPart)),
    place: undefined,
    isDeclared: false,
    audience: 'rabbitmq',
    scopePrefix: 'rabbitmq.',
  };
}

function withoutSettings(entries: BrokerEntries, environment: Environment): Broker {
  if (!newest.ok) throw new Error('the engine table has lost its newest line');
  return {
    name: entries.name,
    place: entries.place,
    isDeclared: true,
    engine: newest.engine,
    isEngineKnown: true,
    partition: 'aws',
    issuer: undefined,
    lacksIssuer: true,
    audience: entries.name,
    scopePrefix: `${entries.name}.`,
    algorithms: ['ES384'],
    maxSeconds: 900,
    internalUsers: false,
    ...NO_LINES,
    environment,
  };
}

/** What there is to know of a broker from the others. */
interface Around {
  readonly lacking: Lacking;
  /** Whether settings of it may stand elsewhere, which is told. */
  readonly isPart: boolean;
  /** The broker whose name it may be, misspelt. */
  readonly meant: string | undefined;
}

function resolveBroker(
  entries: BrokerEntries,
  { lacking, isPart, meant }: Around,
  reporter: Reporter,
): Broker {
  const environment = new BrokerEnvironment(entries, reporter, isPart, lacking);
  const read = new SettingReader(entries, environment, reporter, meant);
  const engine = read.engine();
  const base = withoutSettings(entries, environment);
  const audience = read.audience();
  const lines =
    engine === undefined ? NO_LINES : readConfLines(entries, environment, engine, reporter);
  const account = read.account();
  const region = read.region();
  const partition = read.partition();
  const needed = { account, region, id: read.id(), configuration: read.configuration() };
  const broker: Broker = {
    ...base,
    ...needed,
    engine: engine ?? base.engine,
    isEngineKnown: engine !== undefined,
    partition,
    unreadSettings: SETTINGS.filter(
      (name) => (isPart || entries.settings.has(name)) && needed[name] === undefined,
    ),
    issuer: read.issuer(engine),
    lacksIssuer: !isPart && !entries.settings.has('issuer'),
    audience,
    scopePrefix: read.scopePrefix(audience),
    ...readToken(entries, reporter),
    internalUsers: read.internalUsers(engine),
    ...lines,
    writtenAt: new Map(
      Array.from(entries.settings, ([name, { node, source }]) => [
        name,
        { source, range: node.range },
      ]),
    ),
    passRoleArn: lines.settings.find(({ key }) => key === PASSED_ROLE)?.text,
  };
  checkRegion(broker, entries, reporter);
  return broker;
}

function checkRegion(broker: Broker, entries: BrokerEntries, reporter: Reporter): void {
  const entry = entries.settings.get('region');
  if (broker.region === undefined || entry === undefined) return;
  const partition = partitionOfRegion(broker.region);
  const { source, node } = entry;
  const { region, partition: declared } = broker;
  if (partition !== undefined && partition !== declared)
    reporter.report(
      catalog.regionOfOtherPartition,
      { source, range: node.range },
      { region, partition, declared },
    );
  else if (!REGIONS.includes(region)) {
    const near = reporter.suggester.nearest(region, REGIONS);
    const value = node.type === 'setting' ? node.values[0] : undefined;
    const place = { source, range: value?.range ?? node.range };
    reporter.report(
      catalog.unknownRegion,
      place,
      { region, nearest: near },
      correction(place, near),
    );
  }
}
