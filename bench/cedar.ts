/*
 * Parsing and checking beside Cedar, in one process: 1,000 roles with ten phrases each, parsed,
 * resolved and checked by Warren, and the same 10,000 rights as Cedar policies, parsed and validated
 * by a schema by cedar-wasm. They take turns; the first round is shown beside the middle of later ones.
 */
import { validate, type Schema } from '@cedar-policy/cedar-wasm/nodejs';
import { Reporter } from '#warren/diagnostics/reporter.js';
import { checkPolicies } from '#warren/policy/checks/index.js';
import { resolvePolicy } from '#warren/policy/resolve.js';
import { Source } from '#warren/source/source.js';
import { parsePolicy } from '#warren/syntax/parse.js';
import { machine, median, processorTime, table } from './figures.js';
import { samplePolicy } from './sample.js';

const ROLES = 1_000;
const WARM_UP = 5;
const COUNTED = 5;

const texts = samplePolicy(ROLES, 'amazon-mq 4.2');

function warren(): void {
  const reporter = new Reporter();
  const files = Array.from(texts, ([name, text]) => parsePolicy(new Source(name, text), reporter));
  const policies = resolvePolicy(files, () => ({ ok: false, message: 'there is none' }), reporter);
  checkPolicies(policies, reporter);
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

const works = [
  {
    name: 'Warren: parse, resolve, checks',
    work: warren,
    times: new Array<number>(),
    processor: new Array<number>(),
  },
  {
    name: 'cedar-wasm: parse, validate',
    work: cedar,
    times: new Array<number>(),
    processor: new Array<number>(),
  },
];
for (let round = 0; round < WARM_UP + COUNTED; round++)
  for (const { work, times, processor } of works) {
    const start = performance.now();
    processor.push(processorTime(work));
    times.push(performance.now() - start);
  }
const rows = works.map(({ name, times, processor }) => ({
  name,
  first: times[0] ?? NaN,
  processor: median(processor.slice(WARM_UP)),
  warm: median(times.slice(WARM_UP)),
}));
const [own, peer] = rows;
const ms = (time: number): string => `${time.toFixed(0)} ms`;
const times = (one = NaN, other = NaN): string => `${(one / other).toFixed(2)} ×`;
console.log(machine());
console.log();
console.log(
  table([
    ['1,000 roles × 10 phrases', 'first', 'warm, processor time', `warm, median of ${COUNTED}`],
    ...rows.map(({ name, first, processor, warm }) => [name, ms(first), ms(processor), ms(warm)]),
    [
      'Cedar beside Warren',
      times(peer?.first, own?.first),
      times(peer?.processor, own?.processor),
      times(peer?.warm, own?.warm),
    ],
  ]),
);
