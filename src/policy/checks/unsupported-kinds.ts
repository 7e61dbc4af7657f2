import { checkDiagnostics as catalog } from '../../diagnostics/catalog/checks.js';
import type { Extras, Reporter } from '../../diagnostics/reporter.js';
import { display } from '../../pattern/display.js';
import {
  LOCAL_RANDOM_EXCHANGES,
  LOCAL_RANDOM_TYPE,
  lacking,
  STREAMS,
  type Feature,
} from '../../rabbitmq/unsupported.js';
import type { Place } from '../../source/source.js';
import type { Broker } from '../broker.js';
import { phraseText } from '../phrase-text.js';
import { thingsOf } from '../needs.js';
import type { BrokerPolicy } from '../policy.js';
import type { Resource } from '../resources.js';
import type { Operation } from '../rights.js';
import { AcrossBrokers } from './across.js';
import { listed, viaProfiles } from './granted.js';

/** What of one broker stands at one place: a topology file may list many. */
interface AtPlace {
  readonly place: Place;
  readonly feature: Feature;
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
    const whyNot = (feature: Feature): string | undefined =>
      lacking(feature, broker.engine, (key) => isOff(broker, key));
    const add = (feature: Feature, what: string, place: Place, extras?: Extras): void => {
      const why = whyNot(feature);
      if (why !== undefined)
        found.add(place, { what, why, instead: feature.instead }, broker, extras);
    };
    if (whyNot(STREAMS) === undefined && whyNot(LOCAL_RANDOM_EXCHANGES) === undefined) continue;
    for (const { feature, names, place } of declaredIn(policy))
      add(feature, `${names.length > 1 ? feature.many : feature.one} ${listed(names)}`, place);
    for (const operation of undeclaredStreams(policy))
      add(STREAMS, `\`${phraseText(operation)}\``, operation.name.place, viaProfiles(operation));
  }
  found.report(catalog.unsupportedKind, reporter);
}

function isOff({ settings }: Broker, key: string): boolean {
  return settings.some((line) => line.key === key && line.text === 'false');
}

/** What needs a feature of the engine, by the kind or type that it is declared with. */
function featureOf({ kind, exchangeType }: Resource): Feature | undefined {
  if (kind === 'stream') return STREAMS;
  return exchangeType === LOCAL_RANDOM_TYPE ? LOCAL_RANDOM_EXCHANGES : undefined;
}

function declaredIn({ vhosts }: BrokerPolicy): Iterable<AtPlace> {
  const found = new Map<Place, Map<Feature, AtPlace>>();
  for (const { resources } of vhosts.declared)
    for (const resource of resources) {
      const { place, pattern } = resource;
      const feature = featureOf(resource);
      if (feature === undefined || place === undefined) continue;
      const here = found.get(place) ?? new Map<Feature, AtPlace>();
      found.set(place, here);
      const known = here.get(feature);
      if (known === undefined) here.set(feature, { place, feature, names: [display(pattern)] });
      else known.names.push(display(pattern));
    }
  return [...found.values()].flatMap((here) => [...here.values()]);
}

/** What is granted, or claimed with `can`, on streams that no declaration tells of already. */
function undeclaredStreams({ grants, claims, vhosts }: BrokerPolicy): readonly Operation[] {
  const rights = [
    ...grants.map(({ right }) => right),
    ...claims.flatMap(({ kind, rights }) => (kind === 'can' ? rights : [])),
  ];
  return rights.flatMap((right) => {
    if (right.type !== 'operation') return [];
    const resources = vhosts.of(right.vhost);
    const streams = thingsOf(right).filter(({ kind }) => kind === 'stream');
    const isTold = streams.some(
      ({ named }) => resources.meeting(named.pattern, 'stream').length > 0,
    );
    return streams.length === 0 || isTold ? [] : [right];
  });
}
