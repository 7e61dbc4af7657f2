import { isStsIssuer } from '../../aws/issuer.js';
import type { Broker } from '../../policy/brokers/broker.js';
import { AwsFailure } from '../amazon-mq.js';
import { ENABLE, type AccountIssuer } from './issuer.js';
import { keyFor, keysIn, SIGNING } from './jwks.js';
import { KEYS_PATH, type KeysAnswer } from './keys.js';

/** What the issuer of a policy is held against. */
export interface IssuerSources {
  /** The issuer of the account. Rejects with an `AwsFailure` where that cannot be known. */
  readonly ofAccount: () => Promise<AccountIssuer>;
  /** The keys of an issuer. */
  readonly keysOf: (issuer: string) => Promise<KeysAnswer>;
}

/** What is known of the issuer of a policy. */
export interface CheckedIssuer {
  /** Why no role could sign in with it: a clause; undefined where none is known. */
  readonly problem: string | undefined;
  /** What could not be looked at, and why: a clause each. */
  readonly notes: readonly string[];
  /** Whether anything was seen that speaks for it: the account's word, or its keys. */
  readonly isSeen: boolean;
}

type About = Pick<Broker, 'name' | 'issuer' | 'account' | 'algorithms'>;

/**
 * Holds the issuer of a policy against the account, and looks at its keys. A broker with another issuer
 * takes no token of the account, so that a slip here keeps every role out after the next reboot.
 *
 * @throws AwsFailure where it is interrupted
 */
export async function checkIssuer(broker: About, sources: IssuerSources): Promise<CheckedIssuer> {
  const { issuer } = broker;
  if (issuer === undefined) return { problem: undefined, notes: [], isSeen: false };
  const [account, keys] = await Promise.all([
    ofAccount(issuer, broker, sources),
    sources.keysOf(issuer).then((answer) => ofKeys(issuer, broker, answer)),
  ]);
  const isSeen = account.isSeen || keys.isSeen;
  const notes = [...account.notes, ...keys.notes];
  if (account.problem !== undefined) return { problem: account.problem, notes, isSeen };
  // The account's word is better than an answer that may be that of a proxy on the way.
  if (keys.problem === undefined || (account.isSeen && !keys.isAnswered))
    return {
      problem: undefined,
      notes: keys.problem === undefined ? notes : [...notes, keys.problem],
      isSeen,
    };
  return { problem: keys.problem, notes, isSeen };
}

async function ofAccount(
  issuer: string,
  { name, account }: About,
  sources: IssuerSources,
): Promise<CheckedIssuer> {
  // Another URL may stand before the keys of several accounts.
  if (!isStsIssuer(issuer)) return { problem: undefined, notes: [], isSeen: false };
  const whose = account === undefined ? 'the account' : `the account ${account}`;
  try {
    const theirs = await sources.ofAccount();
    if (theirs === undefined)
      return {
        problem: `outbound federation is off in ${whose}, so that STS gives its roles no token: \`${ENABLE}\` turns it on and answers the issuer that belongs into the policy`,
        notes: [],
        isSeen: true,
      };
    if (theirs !== issuer)
      return {
        problem: `the policy says \`issuer ${issuer}\` for ${name}, and that of ${whose} is ${theirs}: the broker would take no token of its roles. Write \`issuer ${theirs}\``,
        notes: [],
        isSeen: true,
      };
    return { problem: undefined, notes: [], isSeen: true };
  } catch (thrown) {
    if (!(thrown instanceof AwsFailure)) throw thrown;
    const note = `the issuer was not compared with that of ${whose}: ${thrown.message}`;
    return { problem: undefined, notes: [note], isSeen: false };
  }
}

function ofKeys(
  issuer: string,
  { name, algorithms }: About,
  answer: KeysAnswer,
): CheckedIssuer & { readonly isAnswered: boolean } {
  const where = `${issuer}${KEYS_PATH}`;
  if (answer.kind === 'unreachable') {
    const note = `the keys at ${where} could not be looked at from here: ${answer.why}`;
    return { problem: undefined, notes: [note], isSeen: false, isAnswered: false };
  }
  const keys = answer.kind === 'read' ? keysIn(answer.jwks) : undefined;
  if (keys === undefined) {
    const why = answer.kind === 'other' ? answer.why : 'what it answers is no set of keys';
    const problem = `there are no keys at ${where}: ${why}. Without them the broker takes no token`;
    return { problem, notes: [], isSeen: false, isAnswered: false };
  }
  const lacking = algorithms.filter((algorithm) => {
    const signing = SIGNING.get(algorithm);
    return signing !== undefined && !keys.some((key) => keyFor(key, signing) !== undefined);
  });
  if (lacking.length === 0)
    return { problem: undefined, notes: [], isSeen: true, isAnswered: true };
  const lack = `${where} has no key for ${lacking.join(' and ')}, by which the policy has the tokens for ${name} signed`;
  return lacking.length === algorithms.length
    ? { problem: lack, notes: [], isSeen: true, isAnswered: true }
    : { problem: undefined, notes: [lack], isSeen: true, isAnswered: true };
}
