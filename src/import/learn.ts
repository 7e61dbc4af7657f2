import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Resource } from '../policy/resources/resources.js';
import type { BrokerDiff } from '../prove/diff/diff.js';
import type { Place } from '../source/source.js';
import type { Definitions } from './definitions.js';
import { learnedPhrases, type LearnedFrom, type LearnedPhrase } from './learned-phrases.js';
import { learnedRemarks, type LearnInputs } from './learned-remarks.js';
import {
  learnedBroker,
  learnedText,
  type LearnedBlock,
  type LearnedDraft,
} from './learned-text.js';
import { accountsOf, inOneAccount, rolesOf, type ImportedRole } from './naming.js';
import { PresentRights } from './present-rights.js';
import { proveImport, type ImportProof } from './prove-import.js';
import { publishesOf } from './publishes.js';
import { queueKey } from './sample.js';
import type { Subject } from './subject.js';
import { importUsers } from './users.js';

/** How it is learned. */
export interface LearnOptions {
  /** What stands at the head of the policy, a line each. */
  readonly head: readonly string[];
  /** The engine as a policy writes it. */
  readonly engineText: string;
  /** The ARNs of roles by the names of users. */
  readonly mapped: ReadonlyMap<string, string>;
  /** The folder that the policy is for; absolute. */
  readonly cwd: string;
}

/** A policy of what was seen, with what is to be said of it. */
export interface Learned {
  readonly text: string;
  /** What the policy does not say, or says for another reason than that it was seen, a line each. */
  readonly remarks: readonly string[];
  readonly roles: number;
  readonly phrases: number;
  /** How many of the roles are compared with what their users may do now. */
  readonly compared: number;
  /** How many of the phrases are likely or possible, and were not seen. */
  readonly unseen: number;
  /** What the permissions of the users that were seen allow beyond it, and the other way round. */
  readonly differences: readonly BrokerDiff[];
}

/** What came of it. */
export type LearnResult =
  | { readonly kind: 'learned'; readonly learned: Learned }
  /** Names that `--map` gives and nobody has, a line each. */
  | { readonly kind: 'unable'; readonly reasons: readonly string[] }
  /** No policy can say it: what is wrong with the one that came nearest. */
  | { readonly kind: 'faulty'; readonly diagnostics: readonly Diagnostic[] };

/** Up to so many exchanges and queues are declared beside those that are used. */
const MOST_DECLARED = 1_000;

/** The least policy that permits what was seen, held against what the users may do now. */
export function learnPolicy(inputs: LearnInputs, options: LearnOptions): LearnResult {
  const { definitions, evidence } = inputs;
  const place: Place = { source: definitions.source, range: { start: 0, end: 0 } };
  const imported = importUsers(definitions);
  const present = new Map(imported.subjects.map((subject) => [subject.name, subject]));
  const subjects = evidence.users.map(
    (name): Subject => present.get(name) ?? { name, from: 'user', place, scopes: [] },
  );
  const strangers = [...options.mapped.keys()].filter(
    (name) => !evidence.users.includes(name) && !definitions.users.has(name),
  );
  if (strangers.length > 0)
    return {
      kind: 'unable',
      reasons: strangers.map((name) => `--map names '${name}', and there is no such user`),
    };
  const roles = rolesOf(subjects, options.mapped);
  const blocks = blocksOf(inputs, roles);
  const rights = new PresentRights(definitions);
  const remarks = [
    ...learnedRemarks(inputs, rights, options.engineText),
    ...ofSeen(imported.remarks, evidence.users),
  ];
  const accounts = accountsOf(roles);
  if (accounts.length > 1)
    remarks.push(
      `the roles are of several accounts (${accounts.join(', ')}), and one broker takes the tokens of one: \`check\` refuses the policy until that is settled`,
    );
  const draft = (
    all: readonly ImportedRole[],
    vhosts: LearnedDraft['vhosts'],
    declares: boolean,
  ): LearnedDraft => ({
    head: options.head,
    engine: options.engineText,
    roles: all,
    vhosts,
    declared: declares ? declaredIn(definitions, [...vhosts.keys()]) : new Map(),
    typeOf: (vhost, name) => evidence.exchanges.get(queueKey(vhost, name))?.type,
  });
  const compared = inOneAccount(roles);
  const prove = (vhosts: LearnedDraft['vhosts'], declares: boolean): ImportProof =>
    proveImport(
      learnedText(draft(compared, vhosts, declares)),
      [learnedBroker(compared)],
      options.cwd,
      undefined,
    );
  // What is declared may forbid what was seen all the same, such as a name that the matcher loses.
  const attempts: readonly (readonly [vhosts: LearnedDraft['vhosts'], declares: boolean])[] = [
    [blocks, true],
    [blocks, false],
    [seenOnly(blocks), false],
  ];
  let wrong: readonly Diagnostic[] = [];
  for (const [vhosts, declares] of attempts) {
    // Leaving out what is likely helps where there is too much of it, and nowhere else.
    if (vhosts !== blocks && !isTooMuch(wrong)) break;
    const proof = prove(vhosts, declares);
    if (proof.kind === 'faulty') {
      wrong = proof.diagnostics;
      continue;
    }
    if (vhosts !== blocks)
      remarks.push(
        'what is likely and was not seen is left out, as a policy of all of it is too large',
      );
    const known = new Set(
      compared
        .filter(({ subjects: own }) => own.every(({ name }) => rights.knows(name)))
        .map(({ arn }) => arn),
    );
    const phrases = [...vhosts.values()].flat().flatMap((block) => block.phrases);
    return {
      kind: 'learned',
      learned: {
        text: learnedText(draft(roles, vhosts, declares)),
        remarks,
        roles: roles.length,
        compared: known.size,
        phrases: phrases.length,
        unseen: phrases.filter(({ isSeen }) => !isSeen).length,
        differences: proof.differences.flatMap((diff) => {
          const own = diff.roles.filter(({ arn }) => known.has(arn));
          return own.length === 0 ? [] : [{ ...diff, roles: own }];
        }),
      },
    };
  }
  return { kind: 'faulty', diagnostics: wrong };
}

/** The same without what was not seen. */
function seenOnly(vhosts: LearnedDraft['vhosts']): LearnedDraft['vhosts'] {
  return new Map(
    Array.from(vhosts, ([vhost, blocks]) => [
      vhost,
      blocks
        .map((block) => ({ ...block, phrases: block.phrases.filter(({ isSeen }) => isSeen) }))
        .filter(({ phrases }) => phrases.length > 0),
    ]),
  );
}

function isTooMuch(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ code }) => code === 'too-many-phrases');
}

/** The phrases of each role by vhost; what several users do who become one role stands once. */
function blocksOf(
  { definitions, evidence }: LearnInputs,
  roles: readonly ImportedRole[],
): ReadonlyMap<string, readonly LearnedBlock[]> {
  const rights = new PresentRights(definitions);
  const publishes = publishesOf(evidence, rights);
  const byVhost = new Map<string, Map<string, Map<string, LearnedPhrase>>>();
  const { doings } = evidence;
  const from: LearnedFrom = { evidence, rights, arriving: new Map() };
  for (const { name: role, subjects } of roles) {
    const users = new Set(subjects.map(({ name }) => name));
    for (const one of doings.filter(({ user }) => users.has(user))) {
      const vhost = byVhost.get(one.vhost) ?? new Map<string, Map<string, LearnedPhrase>>();
      byVhost.set(one.vhost, vhost);
      const known = vhost.get(role) ?? new Map<string, LearnedPhrase>();
      vhost.set(role, known);
      for (const phrase of learnedPhrases(one, publishes.get(one) ?? [], from))
        if (!known.has(phrase.text)) known.set(phrase.text, phrase);
    }
  }
  return new Map(
    [...byVhost]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([vhost, all]) => [
        vhost,
        Array.from(all, ([role, phrases]) => ({ role, phrases: [...phrases.values()] })),
      ]),
  );
}

/** What is declared of the vhosts; nothing where that is too much to read. */
function declaredIn(
  definitions: Definitions,
  vhosts: readonly string[],
): ReadonlyMap<string, readonly Resource[]> {
  const own = definitions.vhosts.filter(({ name }) => vhosts.includes(name));
  const count = own.reduce((sum, { resources }) => sum + resources.length, 0);
  if (count > MOST_DECLARED) return new Map();
  return new Map(
    own.map(({ name, resources }) => [
      name,
      resources.filter(
        ({ pattern }) => !/^(?:amq\.|mqtt-subscription-)/.test(pattern.first.binary),
      ),
    ]),
  );
}

/** The remarks on how permissions are read that are about users who were seen. */
function ofSeen(remarks: readonly string[], users: readonly string[]): readonly string[] {
  return remarks.filter((remark) => users.some((user) => remark.startsWith(`user \`${user}\``)));
}
