import type { BrokerConfig } from '../../rabbitmq/read/broker-config.js';
import { EFFECTS, type Remark, type RemarkKind } from '../../rabbitmq/read/remark.js';
import { isSecretKey } from '../../rabbitmq/settings/secret.js';
import type { Place } from '../../source/source.js';
import { at } from './doubts.js';

/** The first words of the settings that decide what is given to whom. */
const DECISIVE = ['auth_oauth2', 'auth_backends', 'auth_cache', 'http_dispatch'];

/** What the reader of a configuration says, as far as it bears on who may do what. */
export function decisiveRemarks({ remarks, settings }: BrokerConfig): readonly Remark[] {
  const settingOf = new Map(
    [...settings.values()].map(({ key, place }) => [place, key[0] ?? ''] as const),
  );
  return remarks.filter(({ kind, place, subject }) => {
    const group =
      settingOf.get(place) ?? (kind === 'key-twice' ? subject.split('.')[0] : undefined);
    return group === undefined || DECISIVE.includes(group) || EFFECTS[kind] === 'refused';
  });
}

/** What the broker passes over in silence, a line each. */
export function passedOver(config: BrokerConfig): readonly string[] {
  return decisiveRemarks(config).flatMap((remark) => describeLost(remark) ?? []);
}

/** What is lost by a remark, with its place; undefined for a remark of another effect. */
export function describeLost(remark: Remark): string | undefined {
  const lost = LOST[remark.kind];
  return lost === undefined ? undefined : at(remark.place, lost(remark));
}

/** What is lost by a remark, in words. */
const LOST: Readonly<Partial<Record<RemarkKind, (remark: Remark) => string>>> = {
  'key-twice': ({ subject, place }) => {
    const earlier = isSecretKey(subject) ? 'what stands here' : `\`${shown(place)}\``;
    return `${earlier} is lost: \`${subject}\` is given again, and the last one counts`;
  },
  'cut-by-comment': ({ subject, place }) => {
    const rest = shown(place).slice(1).trim();
    const what = isSecretKey(subject) || rest === '' ? 'what follows' : `\`${rest}\``;
    return `everything from \`#\` on is a comment to the broker, and of \`${subject}\` ${what} is lost${subject.includes('scope_aliases') ? '; in a scope write `%23`' : ''}`;
  },
  'not-ascii': ({ subject }) =>
    `\`${subject}\` holds a character that is not ASCII, which the broker reads as one byte of Latin-1`,
  'alias-without-scope': ({ subject }) =>
    `the alias under \`${subject}\` is lost: it has no \`.scope\``,
  'scope-without-alias': ({ subject }) =>
    `the scopes under \`${subject}\` are lost: they have no \`.alias\``,
  'alias-twice': ({ subject }) =>
    `the alias \`${text(subject)}\` stands twice, and what it gives here is lost`,
  'resource-server-twice': ({ subject }) =>
    `the resource server \`${text(subject)}\` stands twice, and what it gives here is lost`,
  'alias-by-index': ({ subject }) =>
    `the alias under \`${subject}\` is lost: others of its resource server stand by name, and hide those with an index`,
  'wrong-type': ({ subject }) =>
    `what stands here is passed over: it is none of what the broker takes for \`${text(subject)}\``,
  'multiline-value': () => 'only RabbitMQ 4.1.5 and later take a value in three quotes',
};

/** What stands at a place, cut where it is long. */
export function shown({ source, range }: Place): string {
  return cut(source.slice(range));
}

export function cut(whole: string): string {
  return whole.length > 120 ? `${whole.slice(0, 120)}…` : whole;
}

/** The text of some bytes, a character each. */
export function text(bytes: string): string {
  return Buffer.from(bytes, 'latin1').toString();
}
