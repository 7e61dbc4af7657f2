/*
 * `can` decisions a second inside one process, beside those of Cedar and of Casbin for the same
 * questions about the same rights. The peers get a rule for each scope that Warren writes; their
 * wildcards mean the same here, as every star of the sample stands at an end. All three must agree.
 */
import { preparsePolicySet, statefulIsAuthorized } from '@cedar-policy/cedar-wasm/nodejs';
import { newEnforcer, newModelFromString } from 'casbin';
import { display } from '#warren/pattern/display.js';
import type { Pattern } from '#warren/pattern/pattern.js';
import { answerOn } from '#warren/program/query/answer.js';
import { asker } from '#warren/program/query/ask.js';
import { queryable, type QueryableBroker } from '#warren/program/query/queryable.js';
import { loadPolicy } from '#warren/source/load.js';
import { samplePolicy, writePolicy } from './sample.js';
import { machine, table } from './table.js';

/** One right of one role, with patterns in which a star may stand at the end. */
interface Rule {
  readonly role: string;
  readonly permission: string;
  readonly vhost: string;
  readonly name: string;
  /** Undefined for a right without keys. */
  readonly key: string | undefined;
}

/** A question, and its answer by one of the engines. */
interface Question extends Rule {
  readonly phrase: string;
}
type Decide = (question: Question) => boolean;

const CASBIN_MODEL = `
[request_definition]
r = role, action, vhost, name, key
[policy_definition]
p = role, action, vhost, name, key
[policy_effect]
e = some(where (p.eft == allow))
[matchers]
m = r.role == p.role && r.action == p.action && r.vhost == p.vhost && keyMatch(r.name, p.name) && keyMatch(r.key, p.key)
`;

function brokerOf(roles: number): QueryableBroker {
  const folder = writePolicy(samplePolicy(roles, 'rabbitmq 4.3'));
  const policy = queryable(loadPolicy([folder], folder));
  const broker = policy.ok ? policy.brokers[0] : undefined;
  if (broker === undefined) throw new Error('the sample is a policy without errors');
  return broker;
}

function rulesOf(broker: QueryableBroker): readonly Rule[] {
  const text = (pattern: Pattern): string => display(pattern);
  return [...broker.roles.values()].flatMap((role) =>
    broker.granted(role).scopes.flatMap(({ scope }) => {
      if (scope.kind === 'tag') return [];
      const { permission, vhost, name, key } = scope;
      return [
        {
          role: role.name,
          permission,
          vhost: text(vhost),
          name: text(name),
          key: key && text(key),
        },
      ];
    }),
  );
}

/** Three questions with a yes and three with a no for each of some roles. */
function questionsFor(roles: number): readonly Question[] {
  const asked = Array.from(
    { length: Math.min(roles, 100) },
    (_, at) => at * Math.ceil(roles / 100),
  );
  return asked
    .filter((role) => role < roles)
    .flatMap((number) => {
      const [role, vhost] = [`svc-${number}`, `team-${number % 20}`];
      const publish = (name: string, key: string): Question => {
        const phrase = `publish exchange ${name} key ${key}`;
        return { role, vhost, permission: 'write', name, key, phrase };
      };
      const consume = (name: string): Question => {
        const phrase = `consume queue ${name}`;
        return { role, vhost, permission: 'read', name, key: undefined, phrase };
      };
      return [
        publish(`${role}.events`, 'order.created.eu'),
        publish(`${role}.events`, 'order.shipped'),
        publish('team.audit', `${role}.login`),
        publish('team.audit', 'svc-none.login'),
        consume(`${role}.held`),
        consume('team.ledger'),
      ];
    });
}

function warren(broker: QueryableBroker): Decide {
  const ask = asker([broker]);
  return ({ role, phrase, vhost }) =>
    ask({ role, phrase, vhost })
      .map(answerOn)
      .every(({ allowed }) => allowed);
}

function cedar(rules: readonly Rule[], id: string): Decide {
  const policies = rules.map(({ role, permission, vhost, name, key }) => {
    const actions =
      key === undefined ? `"${permission}"` : `"${permission}", Action::"${permission}-key"`;
    const ofKey = key === undefined ? '' : ` && context.key like "${key}"`;
    return `permit(principal == Role::"${role}", action in [Action::${actions}], resource)
      when { context.vhost == "${vhost}" && context.name like "${name}"${ofKey} };`;
  });
  const parsed = preparsePolicySet(id, { staticPolicies: policies.join('\n') });
  if (parsed.type === 'failure') throw new Error(JSON.stringify(parsed.errors));
  return ({ role, permission, vhost, name, key }) => {
    const answer = statefulIsAuthorized({
      principal: { type: 'Role', id: role },
      action: { type: 'Action', id: key === undefined ? permission : `${permission}-key` },
      resource: { type: 'Resource', id: name },
      context: { vhost, name, key: key ?? '' },
      preparsedPolicySetId: id,
      entities: [],
    });
    return answer.type === 'success' && answer.response.decision === 'allow';
  };
}

async function casbin(rules: readonly Rule[]): Promise<Decide> {
  const lines = rules.flatMap(({ role, permission, vhost, name, key }) => [
    [role, permission, vhost, name, '*'],
    ...(key === undefined ? [] : [[role, `${permission}-key`, vhost, name, key]]),
  ]);
  const enforcer = await newEnforcer(newModelFromString(CASBIN_MODEL));
  await enforcer.addPolicies(lines);
  return ({ role, permission, vhost, name, key }) => {
    const action = key === undefined ? permission : `${permission}-key`;
    return enforcer.enforceSync(role, action, vhost, name, key ?? '');
  };
}

/** Decisions a second over a second or more of asking all questions in turn. */
function speed(decide: Decide, questions: readonly Question[]): string {
  let count = 0;
  const start = performance.now();
  do {
    for (const question of questions) {
      decide(question);
      count++;
      if (performance.now() - start > 2_000) break;
    }
  } while (performance.now() - start < 1_000);
  const each = (performance.now() - start) / count;
  return `${(1000 / each).toFixed(0)} (${(each * 1000).toFixed(1)} µs)`;
}

const rows = [
  ['roles', 'rules', 'Warren `can`', 'Cedar `isAuthorized`, parsed before', 'Casbin `enforce`'],
];
for (const roles of [1, 100, 1_000]) {
  const broker = brokerOf(roles);
  const rules = rulesOf(broker);
  const questions = questionsFor(roles);
  const engines = [warren(broker), cedar(rules, `roles-${roles}`), await casbin(rules)];
  for (const question of questions) {
    const answers = engines.map((decide) => decide(question));
    if (new Set(answers).size > 1)
      throw new Error(`${question.role} ${question.phrase}: ${answers.join(', ')}`);
  }
  const speeds = engines.map((decide) => speed(decide, questions));
  rows.push([String(roles), String(rules.length), ...speeds]);
}
console.log(machine());
console.log(table(rows));
