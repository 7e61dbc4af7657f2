import { isStsIssuer } from '../aws/issuer.js';
import { brokerDiagnostics as catalog } from '../diagnostics/catalog/brokers.js';
import type { Note } from '../diagnostics/diagnostic.js';
import type { Reporter } from '../diagnostics/reporter.js';
import type { Place } from '../source/source.js';
import type { BrokerPolicy } from '../policy/policy.js';
import { listed } from './granted.js';

/** A broker that says whose tokens it takes and what account it is of. */
interface Member {
  readonly name: string;
  readonly place: Place;
  readonly issuer: string;
  readonly account: string;
}

/**
 * Brokers of different accounts that name one issuer of AWS: it issues the tokens of one account alone, so the
 * roles of the others can never sign in. Source: IAM User Guide, outbound identity federation.
 */
export function checkIssuerAccounts(policies: readonly BrokerPolicy[], reporter: Reporter): void {
  for (const [issuer, members] of grouped(policies, ({ issuer }) => issuer)) {
    // Another URL may stand before the keys of several accounts.
    if (!isStsIssuer(issuer)) continue;
    const odd = firstOdd(members, ({ account }) => account);
    if (odd === undefined) continue;
    const particulars = {
      issuer,
      brokers: listed(members.map(({ name }) => name)),
      accounts: listed([...new Set(members.map(({ account }) => account))]),
    };
    reporter.report(catalog.issuerOfTwoAccounts, odd.place, particulars, {
      notes: notesOf(members),
    });
  }
}

/** Brokers of one account that name different issuers of AWS, of which an account has one. */
export function checkAccountIssuers(policies: readonly BrokerPolicy[], reporter: Reporter): void {
  for (const [account, all] of grouped(policies, ({ account }) => account)) {
    const members = all.filter(({ issuer }) => isStsIssuer(issuer));
    const odd = firstOdd(members, ({ issuer }) => issuer);
    if (odd === undefined) continue;
    const particulars = { account, brokers: listed(members.map(({ name }) => name)) };
    reporter.report(catalog.accountOfTwoIssuers, odd.place, particulars, {
      notes: notesOf(members, ({ issuer }) => issuer),
    });
  }
}

function grouped(
  policies: readonly BrokerPolicy[],
  keyOf: (member: Member) => string,
): ReadonlyMap<string, readonly Member[]> {
  const groups = new Map<string, Member[]>();
  for (const { broker } of policies) {
    const { name, place, issuer, account } = broker;
    if (place === undefined || issuer === undefined || account === undefined) continue;
    const member = { name, place, issuer, account };
    const group = groups.get(keyOf(member));
    if (group === undefined) groups.set(keyOf(member), [member]);
    else group.push(member);
  }
  return groups;
}

/** The first that differs from the one before all others. */
function firstOdd(
  members: readonly Member[],
  valueOf: (member: Member) => string,
): Member | undefined {
  const [first] = members;
  return first && members.find((member) => valueOf(member) !== valueOf(first));
}

/** One broker of each account, or issuer, with its place. */
function notesOf(
  members: readonly Member[],
  valueOf: (member: Member) => string = ({ account }) => account,
): readonly Note[] {
  const firsts = new Map<string, Member>();
  for (const member of members)
    if (!firsts.has(valueOf(member))) firsts.set(valueOf(member), member);
  return [...firsts].map(([value, { name, place }]) => ({
    message: `\`${name}\` says \`${value}\`.`,
    place,
  }));
}
