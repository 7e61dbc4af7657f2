import * as iam from '@aws-sdk/client-iam';
import * as mq from '@aws-sdk/client-mq';
import * as sts from '@aws-sdk/client-sts';

const SERVICES: ReadonlyMap<string, object> = new Map<string, object>([
  ['iam', iam],
  ['mq', mq],
  ['sts', sts],
]);

/* How the SDK exports its model is told in test/deploy/model.ts. */
const OPERATION = 9;
const STRUCTURE = 3;

function isLazy(value: unknown): value is () => unknown {
  return typeof value === 'function';
}

function list(value: unknown): readonly unknown[] {
  if (isLazy(value)) return list(value());
  return Array.isArray(value) ? value : [];
}

/** The members of an operation's input or output, and how many of the first are required. */
function membersOf(schema: unknown): {
  readonly names: readonly string[];
  readonly needed: number;
} {
  const [kind, , , , names, , needed] = list(schema);
  if (kind !== STRUCTURE) return { names: [], needed: 0 };
  return { names: list(names).map(String), needed: Number(needed ?? 0) };
}

/** `create-broker` as the model has it: `CreateBroker`. */
function pascal(word: string): string {
  return word.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** What the AWS CLI takes with every operation. Source: AWS CLI User Guide, "Command line options". */
const EVERYWHERE = ['output', 'query', 'region', 'profile'];

/**
 * What is wrong with the arguments of the AWS CLI, held against the SDK's model of the service: a line
 * each. Options are the members of the input in small letters; `--no-` stands before one that is off.
 */
export function awsProblems([
  service = '',
  operation = '',
  ...options
]: readonly string[]): readonly string[] {
  const model = SERVICES.get(service);
  if (model === undefined) return [`no service ${service}`];
  const name = pascal(operation);
  const operations = Object.values(model).filter(Array.isArray).map(list);
  const found = operations.find(([kind, , its]) => kind === OPERATION && its === name);
  if (found === undefined) return [`${service} has no operation ${operation}`];
  const [, , , , input, output] = found;
  const { names, needed } = membersOf(input);
  const problems: string[] = [];
  const given = new Set<string>();
  for (let at = 0; at < options.length; at++) {
    const word = options[at] ?? '';
    const [, off = '', option = ''] = /^--(no-)?([a-z-]+)$/.exec(word) ?? [];
    const isFlag = off !== '' || options[at + 1] === undefined || options[at + 1]?.startsWith('--');
    const value = isFlag ? '' : (options[at + 1] ?? '');
    if (!isFlag) at++;
    if (option === '') problems.push(`${word} is no option`);
    else if (option === 'query') {
      const first = value.split('.')[0] ?? '';
      if (!membersOf(output).names.includes(first)) problems.push(`the answer has no ${first}`);
    } else if (names.includes(pascal(option))) given.add(pascal(option));
    else if (!EVERYWHERE.includes(option)) problems.push(`${operation} takes no ${word}`);
  }
  const lacking = names.slice(0, needed).filter((member) => !given.has(member));
  return [...problems, ...lacking.map((member) => `${operation} needs ${member}`)];
}
