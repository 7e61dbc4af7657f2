import { checkDiagnostics as catalog } from '../diagnostics/catalog/checks.js';
import type { Details, Reporter } from '../diagnostics/reporter.js';
import { display } from '../pattern/display.js';
import {
  LOCAL_RANDOM_EXCHANGES,
  LOCAL_RANDOM_TYPE,
  lacking,
  STREAMS,
  type EngineFeature,
} from '../rabbitmq/unsupported.js';
import type { Place } from '../source/source.js';
import type { Broker } from '../policy/brokers/broker.js';
import { listed, phraseText } from '../policy/phrases/phrase-text.js';
import { thingsOf } from '../policy/phrases/things.js';
import type { BrokerPolicy } from '../policy/policy.js';
import type { Resource } from '../policy/resources/resources.js';
import type { Operation, Right } from '../policy/phrases/rights.js';
import { AcrossBrokers } from './across.js';
import { viaProfiles } from './grants.js';

/** What of one broker stands at one place: a topology file may list many. */
interface AtPlace {
  readonly place: Place;
  readonly feature: EngineFeature;
  readonly names: string[];
}

interface Particulars {
  readonly what: string;
  readonly why: string;
  readonly instead: string;
}

/** Declarations of streams and local random exchanges, and rights on streams, on engines without them. */
export function checkUnsupportedKinds(policies: readonly BrokerPolicy[], reporter: Reporter): void {
  const found = new AcrossBrokers<Particulars>();
  for (const policy of policies) {
    const { broker } = policy;
    if (broker.place === undefined) continue;
    const whyNot = (feature: EngineFeature): string | undefined =>
      lacking(feature, broker.engine, (key) => isOff(broker, key));
    const add = (feature: EngineFeature, what: string, place: Place, extras?: Details): void => {
      const why = whyNot(feature);
      if (why !== undefined)
        found.add(place, { what, why, instead: feature.instead }, broker, extras);
    };
    if (whyNot(STREAMS) === undefined && whyNot(LOCAL_RANDOM_EXCHANGES) === undefined) continue;
    for (const { feature, names, place } of declaredIn(policy))
      add(feature, `${names.length > 1 ? feature.many : feature.one} ${listed(names)}`, place);
    for (const { words, operation } of undeclaredStreams(policy)) {
      const what = phraseText({ ...operation, word: words.join(', ') });
      add(STREAMS, `\`${what}\``, operation.name.place, viaProfiles(operation));
    }
  }
  found.report(catalog.unsupportedKind, reporter);
}

function isOff({ settings }: Broker, key: string): boolean {
  return settings.some((line) => line.key === key && line.text === 'false');
}

/** What needs a feature of the engine, by the kind or type that it is declared with. */
function featureOf({ kind, exchangeType }: Resource): EngineFeature | undefined {
  if (kind === 'stream') return STREAMS;
  return exchangeType === LOCAL_RANDOM_TYPE ? LOCAL_RANDOM_EXCHANGES : undefined;
}

function declaredIn({ vhosts }: BrokerPolicy): Iterable<AtPlace> {
  const found = new Map<Place, Map<EngineFeature, AtPlace>>();
  for (const { resources } of vhosts.declared)
    for (const resource of resources) {
      const { place, pattern } = resource;
      const feature = featureOf(resource);
      if (feature === undefined || place === undefined) continue;
      const here = found.get(place) ?? new Map<EngineFeature, AtPlace>();
      found.set(place, here);
      const known = here.get(feature);
      if (known === undefined) here.set(feature, { place, feature, names: [display(pattern)] });
      else known.names.push(display(pattern));
    }
  return [...found.values()].flatMap((here) => [...here.values()]);
}

/** The verbs that one place says of a stream. */
interface Undeclared {
  readonly words: string[];
  readonly operation: Operation;
}

/**
 * What is granted, or claimed with `can`, on streams that no declaration tells of already. A claim about
 * what is granted says nothing new.
 */
function undeclaredStreams({ grants, claims, vhosts }: BrokerPolicy): readonly Undeclared[] {
  const found = new Map<string, Undeclared>();
  const granted = new Set<string>();
  const take = (right: Right, isGrant: boolean): void => {
    if (right.type !== 'operation' || !isUndeclared(right, vhosts)) return;
    const { place, pattern } = right.name;
    const about = JSON.stringify([right.vhost.key, right.kind, pattern.key]);
    if (isGrant) granted.add(about);
    else if (granted.has(about)) return;
    const { source, range } = place;
    const key = JSON.stringify([source.path, range.start, about, right.calls.map(startOf)]);
    const known = found.get(key);
    if (known === undefined) found.set(key, { words: [right.word], operation: right });
    else if (!known.words.includes(right.word)) known.words.push(right.word);
  };
  for (const { right } of grants) take(right, true);
  for (const { kind, rights } of claims)
    if (kind === 'can') for (const right of rights) take(right, false);
  return [...found.values()];
}

function startOf({ source, range }: Place): string {
  return `${source.path}:${range.start}`;
}

function isUndeclared(operation: Operation, vhosts: BrokerPolicy['vhosts']): boolean {
  // Of all that is granted hardly anything is about either.
  if (operation.kind !== 'stream' && operation.kind !== 'super-stream') return false;
  const streams = thingsOf(operation).filter(({ kind }) => kind === 'stream');
  if (streams.length === 0) return false;
  const resources = vhosts.of(operation.vhost);
  return !streams.some(({ named }) => resources.meeting(named.pattern, 'stream').length > 0);
}
