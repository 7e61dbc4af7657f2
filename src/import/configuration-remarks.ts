import { at, describeDoubt } from '../program/diff/doubts.js';
import { entrances } from '../program/diff/entrances.js';
import { decisiveRemarks, describeLost, text } from '../program/diff/passed-over.js';
import { INTERNAL } from '../rabbitmq/read/backends.js';
import type { BrokerConfig } from '../rabbitmq/read/broker-config.js';
import { lookups, SCOPE_CLAIM } from '../rabbitmq/read/lookups.js';
import type { Remark } from '../rabbitmq/read/remark.js';
import { otherEntrances } from '../rabbitmq/read/sign-in.js';

/** What a remark of the reader means for an import; none where it means nothing. */
export function describedForImport(remark: Remark): readonly string[] {
  return describeDoubt(remark, 'import');
}

/** What the reader says, as far as it bears on who may do what. */
export function toldOf(config: BrokerConfig): readonly string[] {
  return decisiveRemarks(config).flatMap((remark) => {
    const lost = describeLost(remark);
    return lost === undefined ? describedForImport(remark) : [lost];
  });
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
