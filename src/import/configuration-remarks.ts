import { at, describeDoubt } from '../program/diff/doubts.js';
import { entrances } from '../program/diff/entrances.js';
import { INTERNAL } from '../rabbitmq/read/backends.js';
import type { BrokerConfig } from '../rabbitmq/read/broker-config.js';
import { lookups, SCOPE_CLAIM } from '../rabbitmq/read/lookups.js';
import { EFFECTS, type Remark, type RemarkKind } from '../rabbitmq/read/remark.js';
import { otherEntrances } from '../rabbitmq/read/sign-in.js';
import { isSecretKey } from '../rabbitmq/settings/secret.js';
import type { Place } from '../source/source.js';

/** The first words of the settings that decide what is given to whom. */
const DECISIVE = ['auth_oauth2', 'auth_backends', 'auth_cache', 'http_dispatch'];

/** What a remark of the reader means for an import; none where it means nothing. */
export function describedForImport(remark: Remark): readonly string[] {
  return describeDoubt(remark, 'import');
}

/** What the reader says, as far as it bears on who may do what. */
export function toldOf({ remarks, settings }: BrokerConfig): readonly string[] {
  const settingOf = new Map(
    [...settings.values()].map(({ key, place }) => [place, key[0] ?? ''] as const),
  );
  return remarks.flatMap((remark) => {
    const { kind, place, subject } = remark;
    const group =
      settingOf.get(place) ?? (kind === 'key-twice' ? subject.split('.')[0] : undefined);
    if (group !== undefined && !DECISIVE.includes(group) && EFFECTS[kind] !== 'refused') return [];
    const lost = LOST[kind];
    return lost === undefined ? describedForImport(remark) : [at(place, lost(remark))];
  });
}

/** What is lost by a remark, in words. */
const LOST: Readonly<Partial<Record<RemarkKind, (remark: Remark) => string>>> = {
  'key-twice': ({ subject, place }) => {
    const earlier = isSecretKey(subject) ? 'what stands here' : `\`${shown(place)}\``;
    return `${earlier} is lost: \`${subject}\` is given again, and the last one counts`;
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

/** Whom the broker lets in where a policy's broker is stricter or names roles elsewhere. */
export function toldOfEntrances(config: BrokerConfig, prefix: string): readonly string[] {
  const all = entrances(config, true, prefix);
  const stricter = all.filter(
    ({ kind, id }) => kind === 'loosened' || (kind === 'audience' && id === '*'),
  );
  const own = all.filter(({ kind }) => kind === 'own-scopes' || kind === 'scope-claim');
  const elsewhere = lookups(config).filter((claim) => claim !== SCOPE_CLAIM && claim !== 'sub');
  const key = config.settings.get('auth_oauth2.additional_scopes_key')?.place;
  return [
    ...stricter.map(({ who, place }) =>
      at(place, `${who} are let in; what is compiled from a policy refuses them`),
    ),
    ...own.map(({ who, place }) => at(place, `${who} have those, and no file tells which`)),
    ...elsewhere.map((claim) =>
      at(
        key,
        `aliases are looked for in the claim \`${text(claim)}\`; AWS names the role in \`sub\`, and there a policy looks`,
      ),
    ),
    ...(lookups(config).includes('sub') || elsewhere.length > 0
      ? []
      : [
          'aliases are looked for in the claim `scope` alone; AWS names the role in `sub`, and there a policy looks',
        ]),
    ...otherEntrances(config)
      .filter(({ module }) => module !== INTERNAL)
      .map(({ module, place }) =>
        at(place, `whom \`${module}\` lets in is not known, and is not imported`),
      ),
  ];
}
