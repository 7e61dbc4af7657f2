import { factValues } from '#warren/rabbitmq/claims.js';
import { branchPoint, linesOf, releaseName, releasesOf } from '#warren/rabbitmq/engines.js';
import type { Engine, Product, Release } from '#warren/rabbitmq/engines.js';
import { FACT_TABLE } from '#warren/rabbitmq/fact-table.js';
import type { Facts } from '#warren/rabbitmq/facts.js';
import { settableKeys } from '#warren/rabbitmq/settings/settable.js';
import { allSchemaKeys } from '#warren/rabbitmq/settings/schema.js';
import { isPresent } from '#warren/rabbitmq/since.js';

/** What is known of a release or an engine: facts with their values, keys with their types. */
type Known = ReadonlyMap<string, string>;

/** Every release of RabbitMQ with what differs from the one before it, or from where its line branched. */
export function differencesOfReleases(): string {
  const blocks = linesOf('rabbitmq')
    .flatMap((line) => releasesOf(line))
    .map((release) => {
      const before = release.patch > 0 ? previous(release) : branchPoint(release.line);
      const from = before === undefined ? '' : ` after ${releaseName(before)}`;
      const known = atRelease(release);
      const lines = before === undefined ? told(known) : differences(atRelease(before), known);
      return [`${releaseName(release)}${from}`, ...lines].join('\n');
    });
  return `${blocks.join('\n\n')}\n`;
}

/** Every line of Amazon MQ with what differs from the line before it. */
export function differencesOfAmazonMq(): string {
  let before: { readonly name: string; readonly known: Known } | undefined;
  const blocks = linesOf('amazon-mq').map((line) => {
    const known = onEngine(engineOf('amazon-mq', releasesOf(line)));
    const lines = before === undefined ? told(known, true) : differences(before.known, known);
    const title = `amazon-mq ${line}${before === undefined ? '' : ` after ${before.name}`}`;
    before = { name: line, known };
    return [title, ...lines].join('\n');
  });
  return `${blocks.join('\n\n')}\n`;
}

function previous({ line, patch }: Release): Release {
  return { line, patch: patch - 1 };
}

function atRelease(release: Release): Known {
  const engine = engineOf('rabbitmq', [release]);
  const keys = allSchemaKeys().filter(({ presence }) => isPresent(presence, release));
  return new Map([
    ...facts(engine),
    ...keys.map(({ name, type }) => [`key ${name}`, type] as const),
  ]);
}

function onEngine(engine: Engine): Known {
  const keys = settableKeys(engine).map(({ key, type }) => [`key ${key}`, type] as const);
  return new Map([...facts(engine), ...keys]);
}

function facts(engine: Engine): readonly (readonly [string, string])[] {
  return Object.keys(FACT_TABLE)
    .filter((name) => isFact(name))
    .map((name) => [name, factValues(engine, name).join(' or ')]);
}

function isFact(name: string): name is keyof Facts {
  return name in FACT_TABLE;
}

function engineOf(product: Product, releases: readonly Release[]): Engine {
  const [{ line } = { line: '4.3' as const }] = releases;
  return { product, line, newer: false, releases };
}

/** The facts, and of the keys, which are many, the number alone unless they are asked for. */
function told(known: Known, keys = false): readonly string[] {
  const lines = [...known].map(([name, value]) => `  ${name} ${value}`.trimEnd());
  const isKey = (line: string): boolean => line.startsWith('  key ');
  if (keys) return lines;
  const some = lines.filter((line) => !isKey(line));
  return [...some, `  and ${lines.length - some.length} keys`];
}

function differences(before: Known, after: Known): readonly string[] {
  const gone = [...before.keys()].filter((name) => !after.has(name));
  const lines = [...after].flatMap(([name, value]) => {
    const old = before.get(name);
    if (old === value) return [];
    return [old === undefined ? `  + ${name} ${value}` : `  ${name} ${old} -> ${value}`];
  });
  return [...lines, ...gone.map((name) => `  - ${name}`)].map((line) => line.trimEnd()).sort();
}
