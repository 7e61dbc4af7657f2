import { outline } from '../../policy/outline.js';
import type { Place, Source } from '../../source/source.js';
import type { Template, Word } from '../../syntax/tree.js';
import { documentedIn } from './doc.js';
import { keyword, unique, type Offer, type OfferKind } from './offer.js';
import type { Policy } from './policy.js';
import { meaningOf } from '../../syntax/words.js';
import { textsOf } from '../../syntax/walk.js';

/** The roles and groups of a policy, and `anyone` where it may stand. */
export function subjectOffers(
  policy: Policy,
  given: readonly string[],
  anyone: boolean,
): readonly Offer[] {
  const ofBrokers = brokerGroups(policy);
  const groups = groupOffers(policy).filter(({ label }) => !ofBrokers.has(label));
  const named = [...roleOffers(policy), ...groups];
  const offers = named.filter(({ label }) => !given.includes(label));
  return anyone ? [...offers, keyword('anyone', meaningOf('anyone'))] : offers;
}

/** What a group can be made of: roles and groups, or brokers. */
export function memberOffers(policy: Policy, given: readonly string[]): readonly Offer[] {
  const named = [...roleOffers(policy), ...groupOffers(policy), ...brokerNames(policy)];
  return unique(named).filter(({ label }) => !given.includes(label));
}

/** The brokers of a policy, and the groups of which some member is one. */
export function brokerOffers(
  policy: Policy,
  given: readonly string[],
  groups: boolean,
): readonly Offer[] {
  const brokers = brokerNames(policy);
  const grouped = brokerGroups(policy);
  const more = groups ? groupOffers(policy).filter(({ label }) => grouped.has(label)) : [];
  return [...brokers, ...more].filter(({ label }) => !given.includes(label));
}

/** The names of the groups of which some member is a broker. */
function brokerGroups(policy: Policy): ReadonlySet<string> {
  const names = new Set(brokerNames(policy).map(({ label }) => label));
  const ofBrokers = outline(policy.files).groups.filter(({ node }) =>
    node.members.some((member) => member !== null && names.has(member.text)),
  );
  return new Set(ofBrokers.map(({ node }) => node.name?.text ?? ''));
}

/** The roles that are declared, by their names. */
export function roleOffers({ files }: Policy): readonly Offer[] {
  const { roles } = outline(files);
  const documented = documentedIn(files);
  return unique(
    roles.flatMap(({ node: { name, arn }, source }) =>
      named(name, source, 'variable', `role ${textOf(arn, source)}`, documented),
    ),
  );
}

function groupOffers({ files }: Policy): readonly Offer[] {
  const { groups } = outline(files);
  const documented = documentedIn(files);
  return unique(
    groups.flatMap(({ node: { name, members }, source }) => {
      const texts = textsOf(members);
      return named(name, source, 'class', `group of ${texts.join(', ')}`, documented);
    }),
  );
}

function brokerNames({ files }: Policy): readonly Offer[] {
  const { brokers } = outline(files);
  const documented = documentedIn(files);
  return unique(
    brokers.flatMap(({ node, source }) =>
      node.names.flatMap((name) => named(name, source, 'module', 'broker', documented)),
    ),
  );
}

function named(
  name: Word | null,
  source: Source,
  kind: OfferKind,
  detail: string,
  documented: (place: Place) => string | undefined,
): readonly Offer[] {
  if (name === null) return [];
  const documentation = documented({ source, range: name.range });
  return [{ label: name.text, kind, detail, documentation }];
}

function textOf(template: Template | null, source: Source): string {
  return template === null ? '' : source.slice(template.range);
}
