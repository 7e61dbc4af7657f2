import { PARTITIONS } from './partitions.js';
import { quote, quoteCharacter } from './quote.js';

/** Longest role name and longest path, in characters. Source: the IAM API's model, 2010-05-08. */
export const ROLE_LIMITS = { name: 64, path: 512 } as const;

/** Why a text is not the ARN of a role. */
export type RoleArnProblem =
  | { readonly kind: 'not-an-arn'; readonly text: string }
  /** White space or a control character, with its offset in UTF-16 code units. */
  | { readonly kind: 'white-space'; readonly character: string; readonly at: number }
  | { readonly kind: 'wildcard'; readonly character: string }
  | { readonly kind: 'unknown-partition'; readonly partition: string }
  /** A session of a role. `proposal` is the role's ARN, if the role has no path. */
  | { readonly kind: 'session'; readonly proposal: string | undefined }
  /** A session of an Identity Center role, whose path is known but for the region in it. */
  | { readonly kind: 'identity-center-session'; readonly name: string }
  | { readonly kind: 'other-service'; readonly service: string }
  | { readonly kind: 'region'; readonly region: string }
  | { readonly kind: 'account'; readonly account: string }
  | { readonly kind: 'root' }
  | { readonly kind: 'user' }
  | { readonly kind: 'group' }
  | { readonly kind: 'instance-profile' }
  | { readonly kind: 'other-resource'; readonly resource: string }
  | { readonly kind: 'path-length'; readonly length: number }
  | { readonly kind: 'path-character'; readonly character: string }
  /** The path is `//`. */
  | { readonly kind: 'path-empty' }
  | { readonly kind: 'name-empty' }
  | { readonly kind: 'name-length'; readonly length: number }
  | { readonly kind: 'name-character'; readonly character: string };

const SHAPE = 'arn:aws:iam::111122223333:role/NAME';

/** One sentence in plain English: what is wrong with the text, and what to write instead. */
export function describeRoleArnProblem(problem: RoleArnProblem): string {
  switch (problem.kind) {
    case 'not-an-arn':
      return `${quote(problem.text)} is not an ARN; write the role's ARN, like ${SHAPE}.`;
    case 'white-space':
      return `The ARN has the character ${quoteCharacter(problem.character)} at position ${problem.at + 1}; write it without white space and control characters.`;
    case 'wildcard':
      return `The ARN holds the wildcard ${quote(problem.character)}, but the broker compares whole ARNs; write one role, with a line for each further one.`;
    case 'unknown-partition':
      return `AWS has no partition ${quote(problem.partition)}; write one of ${PARTITIONS.map(({ id }) => id).join(', ')}.`;
    case 'session':
      return problem.proposal === undefined
        ? `This is a session of a role, not the role; write the role's own ARN, like ${SHAPE}, with its path.`
        : `This is a session of a role, not the role; write ${problem.proposal}, with the role's path before its name if it has one.`;
    case 'identity-center-session':
      return `This is a session of an Identity Center role; write the role's own ARN, which ends in role/aws-reserved/sso.amazonaws.com/REGION/${problem.name} with the region of Identity Center.`;
    case 'other-service':
      return `This is an ARN of the service ${quote(problem.service)}, not of IAM; write the role's ARN, like ${SHAPE}.`;
    case 'region':
      return `The ARN names the region ${quote(problem.region)}, but roles belong to no region; leave that field empty, as in ${SHAPE}.`;
    case 'account':
      return `${quote(problem.account)} is not an account; write its 12 digits, as in ${SHAPE}.`;
    case 'root':
      return 'This is the root of an account, which is no role; write the ARN of the role that signs in.';
    case 'user':
      return 'This is an IAM user; write the ARN of a role that the user may assume.';
    case 'group':
      return 'This is an IAM group, which cannot sign in; write the ARN of a role that its members may assume.';
    case 'instance-profile':
      return 'This is an instance profile; write the ARN of the role inside it, which may have another name.';
    case 'other-resource':
      return `${quote(problem.resource)} is not a role; write role/ and the role's name after the account, as in ${SHAPE}.`;
    case 'path-length':
      return `The role's path has ${problem.length} characters; write the path that IAM shows, which has at most ${ROLE_LIMITS.path}.`;
    case 'path-character':
      return `The role's path holds ${quoteCharacter(problem.character)}; write the path that IAM shows, which holds nothing but visible ASCII characters.`;
    case 'path-empty':
      return "The role's path is //; write one slash where the role has no path.";
    case 'name-empty':
      return `The role's name is missing; write it at the end, as in ${SHAPE}.`;
    case 'name-length':
      return `The role's name has ${problem.length} characters; write the name that IAM shows, which has at most ${ROLE_LIMITS.name}.`;
    case 'name-character':
      return `The role's name holds ${quoteCharacter(problem.character)}; write the name that IAM shows, which holds nothing but letters, digits and _ + = , . @ -.`;
  }
}
