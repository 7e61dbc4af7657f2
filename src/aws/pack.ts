import { POLICY_LIMITS, policySize } from './policy-size.js';
import { documentOf, oneOrMore, type PolicyDocument, type Statement } from './policy-document.js';
import { writeCompactPolicy, writePolicy } from './policy-text.js';
import { TOKEN_KEYS } from './sts-tokens.js';

/** How much one document may hold, and how that is counted. */
export interface PolicyLimit {
  readonly most: number;
  readonly sizeOf: (document: PolicyDocument) => number;
}

/** The limit of a managed policy, in characters. */
export const MANAGED: PolicyLimit = {
  most: POLICY_LIMITS.managed,
  sizeOf: (document) => policySize(writePolicy(document)),
};

/** The limit of a service control policy, in characters. */
export const SERVICE_CONTROL: PolicyLimit = {
  most: POLICY_LIMITS.serviceControl,
  sizeOf: (document) => writeCompactPolicy(document).length,
};

/**
 * The statements in as few documents as their order allows. A statement that no document holds is
 * divided; one that cannot be divided makes a document over the limit, which the caller has to tell.
 */
export function pack(
  statements: readonly Statement[],
  limit: PolicyLimit,
): readonly PolicyDocument[] {
  const documents: Statement[][] = [];
  for (const piece of statements.flatMap((statement) => pieces(statement, limit))) {
    const last = documents.at(-1);
    if (last !== undefined && fits([...last, piece], limit)) last.push(piece);
    else documents.push([piece]);
  }
  return documents.map(documentOf);
}

function fits(statements: readonly Statement[], { most, sizeOf }: PolicyLimit): boolean {
  return sizeOf(documentOf(statements)) <= most;
}

function pieces(statement: Statement, limit: PolicyLimit): readonly Statement[] {
  if (fits([statement], limit)) return [statement];
  const parts = halved(statement);
  return parts.length === 1 ? [statement] : parts.flatMap((part) => pieces(part, limit));
}

/**
 * The lists of a condition that may be divided among statements: the request needs to be like one of
 * the values. Divided audiences of an `Allow` allow a little less, no token for brokers of both parts.
 * Never divided is a list after `NotEquals`, whose parts would deny what the other parts are about.
 */
const DIVISIBLE: readonly (readonly [operator: string, key: string])[] = [
  ['ForAllValues:StringEquals', TOKEN_KEYS.audience],
  ['ForAnyValue:StringEquals', TOKEN_KEYS.audience],
  ['ArnEquals', 'aws:PrincipalArn'],
];

/** Two statements that say together what one says, or that one alone. */
function halved(statement: Statement): readonly Statement[] {
  const { Resource, Condition } = statement;
  if (typeof Resource !== 'string')
    return halves(Resource).map((half) => ({ ...statement, Resource: oneOrMore(half) }));
  for (const [operator, key] of DIVISIBLE) {
    const keys = Condition?.[operator];
    const values = keys?.[key];
    if (values === undefined || typeof values === 'string') continue;
    return halves(values).map((half) => ({
      ...statement,
      Condition: { ...Condition, [operator]: { ...keys, [key]: oneOrMore(half) } },
    }));
  }
  return [statement];
}

function halves(values: readonly string[]): readonly (readonly string[])[] {
  const middle = Math.ceil(values.length / 2);
  return [values.slice(0, middle), values.slice(middle)];
}
