/*
 * Parsing and checking beside Cedar, in one process: 1,000 roles with ten phrases each, parsed,
 * resolved and checked by Warren, and the same 10,000 rights as Cedar policies, parsed and validated
 * by a schema by cedar-wasm. They take turns; the first and the third round are shown beside the middle
 * of later ones. A word chooses one of the two.
 */
import { validate, type Schema } from '@cedar-policy/cedar-wasm/nodejs';
import { contextOf } from '#warren/access/context.js';
import { heldBy } from '#warren/access/granted.js';
import { Reporter } from '#warren/diagnostics/reporter.js';
import { grantsByRole } from '#warren/lint/grants.js';
import { checks } from '#warren/lint/index.js';
import { judgeRole, type JudgedRole } from '#warren/lint/needless-units.js';
import { resolvePolicy } from '#warren/policy/resolve.js';
import { Source } from '#warren/source/source.js';
import { parsePolicy } from '#warren/syntax/parse.js';
import { machine, median, processorTime, table } from './figures.js';
import { samplePolicy } from './sample.js';

const ROLES = 1_000;
const WARM_UP = 5;
const COUNTED = 5;

const texts = samplePolicy(ROLES, 'amazon-mq 4.2');

/** What `check` does before it proves anything. */
function warren(): void {
  const reporter = new Reporter();
  const files = Array.from(texts, ([name, text]) => parsePolicy(new Source(name, text), reporter));
  const policies = resolvePolicy(files, () => ({ ok: false, message: 'there is none' }), reporter);
  const judged: JudgedRole[] = [];
  const { ofRights, ofBroker, acrossBrokers } = checks;
  for (const policy of policies) {
    for (const [role, grants] of grantsByRole(policy)) {
      const ofRole = { ...policy, grants, claims: [] };
      ofRights.errors(ofRole, reporter);
      ofRights.advice(ofRole, reporter);
      judged.push(judgeRole(role, heldBy(ofRole.grants, contextOf(policy))));
    }
    const claimed = { ...policy, grants: [] };
    ofRights.errors(claimed, reporter);
    ofRights.advice(claimed, reporter);
    ofBroker.errors(policy, reporter);
    ofBroker.advice(policy, reporter);
  }
  acrossBrokers.errors(policies, reporter);
  acrossBrokers.advice(policies, reporter);
  checks.ofJudged(judged, reporter);
  if (reporter.diagnostics.some(({ severity }) => severity === 'error'))
    throw new Error('the sample has no errors');
}

const ACTIONS = ['publish', 'declare', 'bind', 'consume'];

const schema: Schema = {
  '': {
    entityTypes: { Role: {}, Resource: { shape: { type: 'Record', attributes: {} } } },
    actions: Object.fromEntries(
      ACTIONS.map((action) => [
        action,
        {
          appliesTo: {
            principalTypes: ['Role'],
            resourceTypes: ['Resource'],
            context: {
              type: 'Record',
              attributes: Object.fromEntries(
                ['vhost', 'name', 'other', 'key'].map((name) => [name, { type: 'String' }]),
              ),
            },
          },
        },
      ]),
    ),
  },
};

/** The ten phrases of a role of the sample, each as a policy. */
function cedarPolicies(number: number): string {
  const [role, vhost] = [`svc-${number}`, `team-${number % 20}`];
  const neighbour = number < 20 ? role : `svc-${number - 20}`;
  const permit = (actions: readonly string[], ...conditions: readonly string[]): string => {
    const listed = actions.map((action) => `Action::"${action}"`).join(', ');
    const all = [`context.vhost == "${vhost}"`, ...conditions].join(' && ');
    return `permit(principal == Role::"${role}", action in [${listed}], resource) when { ${all} };`;
  };
  const is = (attribute: string, name: string): string => `context.${attribute} == "${name}"`;
  const like = (attribute: string, ...patterns: readonly string[]): string =>
    `(${patterns.map((pattern) => `context.${attribute} like "${pattern}"`).join(' || ')})`;
  return [
    permit(
      ['publish'],
      is('name', `${role}.events`),
      like('key', 'order.created.*', 'order.cancelled'),
    ),
    permit(['publish'], is('name', 'team.audit'), like('key', `${role}.*`)),
    permit(['declare'], is('name', `${role}.events`)),
    permit(['declare'], is('name', `${role}.dead`)),
    permit(['declare'], is('name', `${role}.work`), is('other', `${role}.dead`)),
    permit(
      ['bind'],
      is('name', `${role}.work`),
      is('other', `${neighbour}.events`),
      like('key', 'order.*', 'stock.low'),
    ),
    permit(
      ['bind'],
      is('name', `${role}.held`),
      is('other', 'team.audit'),
      like('key', `${neighbour}.*`),
    ),
    permit(['consume'], is('name', `${role}.held`)),
    permit(['publish'], is('name', 'amq.topic'), like('key', `${role}.done.*`)),
    permit(['declare', 'consume'], like('name', `${role}.reply.*`)),
  ].join('\n');
}

const staticPolicies = Array.from({ length: ROLES }, (_, at) => cedarPolicies(at)).join('\n');

function cedar(): void {
  const answer = validate({
    validationSettings: { mode: 'strict' },
    schema,
    policies: { staticPolicies },
  });
  if (answer.type === 'failure' || answer.validationErrors.length > 0)
    throw new Error(JSON.stringify(answer).slice(0, 1_000));
}

const [word = ''] = process.argv.slice(2);
const works = [
  { name: 'Warren: parse, resolve, checks', work: warren },
  { name: 'cedar-wasm: parse, validate', work: cedar },
]
  .filter(({ name }) => name.toLowerCase().includes(word))
  .map((work) => ({ ...work, times: new Array<number>(), processor: new Array<number>() }));
for (let round = 0; round < WARM_UP + COUNTED; round++)
  for (const { work, times, processor } of works) {
    const start = performance.now();
    processor.push(processorTime(work));
    times.push(performance.now() - start);
  }
const rows = works.map(({ name, times, processor }) => {
  const [first = NaN, , third = NaN] = times;
  const warm = [processor, times].map((all) => median(all.slice(WARM_UP)));
  return { name, figures: [first, third, ...warm] };
});
const [own, peer] = rows;
console.log(machine());
console.log();
console.log(
  table([
    [
      ...['1,000 roles × 10 phrases', 'first', 'third'],
      ...['warm, processor time', `warm, median of ${COUNTED}`],
    ],
    ...rows.map(({ name, figures }) => [name, ...figures.map((time) => `${time.toFixed(0)} ms`)]),
    ...(own === undefined || peer === undefined
      ? []
      : [
          [
            'Cedar beside Warren',
            ...own.figures.map((time, at) => `${((peer.figures[at] ?? NaN) / time).toFixed(2)} ×`),
          ],
        ]),
  ]),
);
