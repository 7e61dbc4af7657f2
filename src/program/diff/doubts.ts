import type { BrokerConfig } from '../../rabbitmq/read/broker-config.js';
import { EFFECTS, type Effect, type Remark } from '../../rabbitmq/read/remark.js';

/** What makes a configuration no basis for a comparison; the other effects are what the readers count with. */
const REASONS: Readonly<Partial<Record<Effect, string>>> = {
  refused: 'the broker does not start with this',
  unknown: 'what the broker makes of this cannot be known from the file',
};

/** Settings that decide what is given to whom start with one of these words. */
const DECISIVE = ['auth_oauth2', 'auth_backends'];

/** Why it cannot be known what a configuration gives; none where it can. */
export function doubts(config: BrokerConfig): readonly string[] {
  const harmless = new Set(
    [...config.settings.values()]
      .filter(({ key: [first = ''] }) => !DECISIVE.includes(first))
      .map(({ place }) => place.range.start),
  );
  const [conf] = [...config.settings.values()].map(({ place }) => place.source);
  return config.remarks
    .filter(({ place }) => place.source !== conf || !harmless.has(place.range.start))
    .flatMap(describe);
}

function describe({ kind, place, subject }: Remark): readonly string[] {
  const reason = REASONS[EFFECTS[kind]];
  if (reason === undefined) return [];
  const { line, column } = place.source.position(place.range.start);
  const about = subject === '' ? kind : `${kind}: ${subject}`;
  return [`${place.source.name}:${line}:${column}: ${reason} (${about})`];
}
