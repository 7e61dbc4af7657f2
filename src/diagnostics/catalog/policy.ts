import { error, ofOneCause, surelyFixed, warning } from '../define.js';
import { didYouMean } from '../nearest.js';

/** What can be wrong with declarations and the names that they use. */
export const policyDiagnostics = {
  emptyPolicy: error('empty-policy', () => 'The policy declares nothing.'),
  unknownName: ofOneCause(
    error(
      'unknown-name',
      ({
        what,
        name,
        isElsewhere,
        nearest,
      }: {
        what: string;
        name: string;
        /** Whether other brokers have the name. */
        isElsewhere: boolean;
        nearest: string | undefined;
      }) =>
        isElsewhere
          ? `Not every broker has a ${what} \`${name}\`. Declare it for those that this is about, or write this in an \`on\` block for those that have it.${didYouMean(nearest)}`
          : `There is no ${what} \`${name}\`.${didYouMean(nearest)}`,
    ),
  ),
  duplicateName: error(
    'duplicate-name',
    ({
      name,
      broker,
    }: {
      name: string;
      /** Undefined where it is a broker itself. */ broker: string | undefined;
    }) =>
      broker === undefined
        ? `\`${name}\` is the name of a group and of a broker: \`on ${name}\` could mean either. A \`broker\` block gives settings to brokers by their names, not to a group of them.`
        : `\`${name}\` is declared twice for the broker \`${broker}\`.`,
  ),
  unknownVariable: ofOneCause(
    error(
      'unknown-variable',
      ({ name, nearest }: { name: string; nearest: string | undefined }) =>
        `There is no variable or parameter \`${name}\` here.${didYouMean(nearest)}`,
    ),
  ),
  missingVariable: error(
    'missing-variable',
    ({ name, broker, others, misspelt }: MissingVariable) =>
      `The broker \`${broker}\` ${misspelt === undefined ? `has no \`let ${name}\`` : `has \`let ${misspelt}\` and no \`let ${name}\``}, which ${others} ${others.includes(' ') ? 'have' : 'has'}.${misspelt === undefined ? ` Write \`let ${name} = …\`.` : didYouMean(name)}`,
  ),
  nameOfOtherKind: ofOneCause(
    error(
      'name-of-other-kind',
      ({ name, what, wanted }: { name: string; what: string; wanted: string }) =>
        `\`${name}\` is ${what}, and ${wanted} stands here.`,
    ),
  ),
  unsetVariable: ofOneCause(
    error(
      'unset-variable',
      ({ name, broker, why }: { name: string; broker: string; why: string }) =>
        `\`\${${name}}\` has no value here on the broker \`${broker}\`. ${why}`,
    ),
  ),
  textTooLong: error(
    'text-too-long',
    ({ limit }: { limit: number }) => `The text built here is longer than ${limit} characters.`,
  ),
  badRoleArn: error('bad-role-arn', ({ reason }: { reason: string }) => reason),
  sharedArn: error(
    'shared-arn',
    ({ role, other, broker }: { role: string; other: string; broker: string }) =>
      `The roles \`${other}\` and \`${role}\` have the same ARN on the broker \`${broker}\`. Keep one, and grant it both sets of rights.`,
  ),
  foreignRole: error(
    'foreign-role',
    ({ role, what, theirs, broker, ours }: ForeignRole) =>
      `The role \`${role}\` is of the ${what} ${theirs}, but the broker \`${broker}\` takes tokens of ${ours} only, so this grant can have no effect.`,
  ),
  serviceLinkedRole: warning(
    'service-linked-role',
    ({ role }: { role: string }) =>
      `\`${role}\` is a service-linked role: AWS alone decides what it may do, and no policy can be attached to it, so it gets no token.`,
  ),
  mixedAccounts: error(
    'mixed-accounts',
    ({ broker, accounts }: { broker: string; accounts: string }) =>
      `Roles of several accounts (${accounts}) are granted rights on the broker \`${broker}\`. One issuer stands for one account: say with \`account\` which it is.`,
  ),
  circularGroup: error(
    'circular-group',
    ({ name }: { name: string }) => `The group \`${name}\` contains itself.`,
  ),
  circularProfile: error(
    'circular-profile',
    ({ name }: { name: string }) => `The profile \`${name}\` uses itself.`,
  ),
  duplicateParameter: error(
    'duplicate-parameter',
    ({ name }: { name: string }) => `The parameter \`${name}\` is named twice.`,
  ),
  wrongArgumentCount: error(
    'wrong-argument-count',
    ({ profile, wanted, given }: { profile: string; wanted: string; given: number }) =>
      `The profile \`${profile}\` takes ${wanted}; ${given} given here.`,
  ),
  tooManyPhrases: error(
    'too-many-phrases',
    ({ limit }: { limit: number }) =>
      `This comes to more than ${limit} phrases and single rights. Use patterns instead of lists, or fewer nested profiles.`,
  ),
  chainTooLong: error(
    'chain-too-long',
    ({ what, limit }: { what: string; limit: number }) =>
      `${what} each other more than ${limit} deep here.`,
  ),
  noSuchBroker: error(
    'empty-on',
    () => 'These `on` blocks have no broker in common, so what is inside counts nowhere.',
  ),
  emptyBlock: warning(
    'empty-block',
    ({ what, outcome }: { what: string; outcome: string }) =>
      `This \`${what}\` has nothing between its braces: ${outcome}.`,
  ),
  repeatedName: warning(
    'repeated-name',
    ({ name }: { name: string }) =>
      `\`${name}\` stands twice in this list. Leave it out here, or write the name that was meant.`,
  ),
  unusedName: warning(
    'unused-name',
    ({ what, name }: { what: string; name: string }) =>
      `The ${what} \`${name}\` is declared and never used. Use it, or remove its declaration.`,
  ),
  unknownCode: error(
    'unknown-code',
    ({ code, nearest }: { code: string; nearest: string | undefined }) =>
      `There is no warning \`${code}\`.${didYouMean(nearest)}`,
  ),
  expectOfError: error(
    'expect-of-error',
    ({ code }: { code: string }) =>
      `\`${code}\` is an error, and \`@expect\` accepts warnings and hints only.`,
  ),
  expectWithoutReason: error(
    'expect-without-reason',
    ({ code }: { code: string }) =>
      `This \`@expect\` has no reason. Write why the warning is accepted: \`@expect(${code}, "why it is meant")\`.`,
  ),
  unusedExpect: surelyFixed(
    warning(
      'unused-expect',
      ({ code }: { code: string }) =>
        `No broker gave the warning \`${code}\` here. Remove this \`@expect\`.`,
    ),
  ),
};

interface MissingVariable {
  readonly name: string;
  readonly broker: string;
  /** The brokers that have it, in words. */
  readonly others: string;
  /** A variable of the broker that is nearly called so. */
  readonly misspelt: string | undefined;
}

interface ForeignRole {
  readonly role: string;
  readonly what: string;
  readonly theirs: string;
  readonly broker: string;
  readonly ours: string;
}
