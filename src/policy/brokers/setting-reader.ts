import { isAccountId } from '../../aws/accounts.js';
import { beginsRoleArn } from '../../aws/arn-beginning.js';
import { describeIssuerProblem } from '../../aws/issuer-problem.js';
import { issuerMeant, issuerProblems, isStsIssuer } from '../../aws/issuer.js';
import { isBrokerId, isConfigurationId } from '../../aws/mq-ids.js';
import { PARTITIONS, partitionNamed, type PartitionId } from '../../aws/partitions.js';
import { isRegionName, REGIONS } from '../../aws/regions.js';
import { brokerDiagnostics as catalog } from '../../diagnostics/catalog/brokers.js';
import { correction } from '../../diagnostics/correction.js';
import type { Edit } from '../../diagnostics/diagnostic.js';
import type { Reporter } from '../../diagnostics/reporter.js';
import { Pattern } from '../../pattern/pattern.js';
import { exampleEngine, type Engine } from '../../rabbitmq/engines.js';
import { checkAudience, checkPrefix, type ConfTextProblem } from '../../rabbitmq/conf-text.js';
import { describeTextProblem } from '../../rabbitmq/describe-text.js';
import type { Place } from '../../source/source.js';
import type { Template } from '../../syntax/tree.js';
import type { BrokerEntries } from './entries.js';
import { readEngine } from './engine-setting.js';
import { substitute, type Environment } from './environment.js';
import { flat } from '../names/text.js';
import { patternText } from '../phrases/phrase-text.js';

/** What the id of a broker is. */
const BROKER_ID = 'an Amazon MQ broker id, which starts with `b-`';

/** A setting's value with the place to complain about it. */
interface Value {
  readonly text: string;
  readonly place: Place;
}

/** Reads the settings of one broker that have a single value, and says what is wrong with each. */
export class SettingReader {
  #audience: Value | undefined;

  /** @param meant the broker whose name it may be, misspelt, where it has no engine */
  constructor(
    readonly entries: BrokerEntries,
    readonly environment: Environment,
    readonly reporter: Reporter,
    readonly meant: string | undefined,
  ) {}

  /** The engine; a broker without one, or with an unknown one, is reported. */
  engine(): Engine | undefined {
    const entry = this.entries.settings.get('engine');
    if (entry === undefined) {
      const { name, place } = this.entries;
      const example = exampleEngine();
      const particulars = { broker: name, example, nearest: this.meant };
      this.reporter.report(
        catalog.missingEngine,
        place,
        particulars,
        correction(place, this.meant),
      );
      return undefined;
    }
    const product = this.#valueOf('engine', 0);
    const version = this.#valueOf('engine', 1);
    if (product === undefined || version === undefined) return undefined;
    return readEngine(product, version, this.reporter);
  }

  /** The AWS account, 12 digits. */
  account(): string | undefined {
    return this.#checked('account', isAccountId, '12 digits, such as `111122223333`', (text) =>
      [text.replace(/[-. ]/g, ''), /:(\d{12}):/.exec(text)?.[1] ?? ''].find(isAccountId),
    );
  }

  /** The AWS region. */
  region(): string | undefined {
    const value = this.#valueOf('region');
    if (value === undefined || isRegionName(value.text)) return value?.text;
    const near = this.reporter.suggester.nearest(value.text, REGIONS);
    const expected = `the name of an AWS region, such as \`${near ?? 'eu-west-1'}\``;
    this.reporter.report(
      catalog.badSetting,
      value.place,
      { setting: 'region', value: value.text, expected },
      correction(value.place, near),
    );
    return undefined;
  }

  /** The broker's id at Amazon MQ. */
  id(): string | undefined {
    const exchanged = this.#exchanged();
    if (exchanged !== undefined) {
      const [id, configuration] = exchanged;
      const fixes = [
        {
          title: 'Exchange them',
          edits: [...instead(id, configuration), ...instead(configuration, id)],
        },
      ];
      const expected = `${BROKER_ID}; the one of the \`configuration\` stands here, and the other there`;
      const particulars = { setting: 'id', value: id.text, expected };
      this.reporter.report(catalog.badSetting, id.place, particulars, { fixes });
      return undefined;
    }
    return this.#checked('id', isBrokerId, BROKER_ID);
  }

  /** The configuration's id at Amazon MQ. */
  configuration(): string | undefined {
    if (this.#exchanged() !== undefined) return undefined;
    const what = 'an Amazon MQ configuration id, which starts with `c-`';
    return this.#checked('configuration', isConfigurationId, what);
  }

  /** The values of `id` and `configuration`, where each is what the other should be. */
  #exchanged(): readonly [Value, Value] | undefined {
    const [id, configuration] = [this.#valueOf('id'), this.#valueOf('configuration')];
    if (id === undefined || configuration === undefined) return undefined;
    const are = isConfigurationId(id.text) && isBrokerId(configuration.text);
    return are ? [id, configuration] : undefined;
  }

  /** The AWS partition; `aws` where none is named. */
  partition(): PartitionId {
    const value = this.#valueOf('partition');
    if (value === undefined) return 'aws';
    const known = partitionNamed(value.text);
    if (known !== undefined) return known.id;
    const names = PARTITIONS.map(({ id }) => id);
    const expected = `one of ${names.map((name) => `\`${name}\``).join(', ')}`;
    this.reporter.report(
      catalog.badSetting,
      value.place,
      { setting: 'partition', value: value.text, expected },
      correction(value.place, this.reporter.suggester.nearest(value.text, names)),
    );
    return 'aws';
  }

  /** The URL of the token issuer. */
  issuer(engine: Engine | undefined): string | undefined {
    const value = this.#valueOf('issuer');
    if (value === undefined) return undefined;
    const [problem] = issuerProblems(value.text);
    if (problem !== undefined) {
      const reason = describeIssuerProblem(problem);
      const meant = issuerMeant(value.text);
      const written = meant === undefined ? undefined : patternText(Pattern.literal(meant));
      const fix = correction(value.place, written);
      this.reporter.report(catalog.badIssuer, value.place, { reason }, fix);
      return undefined;
    }
    if (engine?.product === 'amazon-mq' && !isStsIssuer(value.text))
      this.reporter.report(catalog.unusualIssuer, value.place, { issuer: value.text });
    return value.text;
  }

  /** The audience that tokens must name; the broker's name where none is given. */
  audience(): string {
    this.#audience = this.#holdable('audience', checkAudience);
    return this.#audience?.text ?? this.entries.name;
  }

  /** What stands before every scope; by default the audience and a dot. */
  scopePrefix(audience: string): string {
    const own = this.#holdable('scope-prefix', checkPrefix);
    const prefix = own?.text ?? `${audience}.`;
    const place = (own ?? this.#audience)?.place;
    if (place !== undefined && beginsRoleArn(prefix))
      this.reporter.report(catalog.prefixBeginsArn, place, { prefix });
    return prefix;
  }

  /** Whether the internal backend stays: on Amazon MQ it does unless switched off. */
  internalUsers(engine: Engine | undefined): boolean {
    const value = this.#checked(
      'internal-users',
      (text) => /^(?:on|off)$/.test(text),
      '`on` or `off`',
      (text) =>
        /^(?:true|yes|enabled?|1)$/i.test(text)
          ? 'on'
          : /^(?:false|no|disabled?|none|null|never|0)$/i.test(text)
            ? 'off'
            : undefined,
    );
    return value === undefined ? engine?.product === 'amazon-mq' : value === 'on';
  }

  #valueOf(setting: string, index = 0): Value | undefined {
    const entry = this.entries.settings.get(setting);
    if (entry?.node.type !== 'setting') return undefined;
    const template: Template | null = entry.node.values[index] ?? null;
    if (template === null) return undefined;
    const text = substitute(template, entry.source, this.environment, this.reporter);
    const place = { source: entry.source, range: template.range };
    return text === undefined ? undefined : { text: flat(text), place };
  }

  #checked(
    setting: string,
    fits: (text: string) => boolean,
    expected: string,
    meant: (text: string) => string | undefined = () => undefined,
  ): string | undefined {
    const value = this.#valueOf(setting);
    if (value === undefined || fits(value.text)) return value?.text;
    this.reporter.report(
      catalog.badSetting,
      value.place,
      { setting, value: value.text, expected },
      correction(value.place, meant(value.text)),
    );
    return undefined;
  }

  #holdable(
    setting: string,
    problemOf: (text: string) => ConfTextProblem | undefined,
  ): Value | undefined {
    const value = this.#valueOf(setting);
    const problem = value === undefined ? undefined : problemOf(value.text);
    if (value === undefined || problem === undefined) return value;
    const reason = describeTextProblem(problem);
    this.reporter.report(catalog.unholdableSetting, value.place, { setting, reason });
    return undefined;
  }
}

/** The edit that writes the text of one value in the place of another. */
function instead({ place: { source, range } }: Value, { text }: Value): readonly Edit[] {
  return [{ source, range, text }];
}
