/*
 * Where the time of a check goes, storey by storey, inside one process. Each storey is run over the
 * results of the one below; the figures are those of the last of several rounds, when the code is
 * as warm as it is in the middle of a long run. The first round is shown beside it.
 */
import { Reporter } from '#warren/diagnostics/reporter.js';
import { artifactsOf } from '#warren/emit/artifacts.js';
import { compileBroker } from '#warren/emit/compiled.js';
import { Inputs } from '#warren/emit/inputs.js';
import { roleAccess } from '#warren/emit/role-access.js';
import { policiesAt } from '#warren/emit/role-policies.js';
import { checkPolicies } from '#warren/policy/checks/index.js';
import { resolvePolicy } from '#warren/policy/resolve.js';
import { proveClaims } from '#warren/prove/claims.js';
import { grantedRoles } from '#warren/prove/granted.js';
import { reportClaims } from '#warren/prove/report-claims.js';
import { reportSpill } from '#warren/prove/report-spill.js';
import { spillOf } from '#warren/prove/spill.js';
import { loadPolicy } from '#warren/source/load.js';
import { readRelated } from '#warren/source/related.js';
import { parsePolicy } from '#warren/syntax/parse.js';
import { samplePolicy, writePolicy } from './sample.js';
import { machine, table } from './figures.js';

const ENGINE = 'amazon-mq 4.2';
/** How many roles, as arguments. */
const ROLES = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [1_000, 10_000];
const ROUNDS = 3;

type Times = Map<string, number>;

function round(folder: string): Times {
  const times: Times = new Map();
  const timed = <T>(storey: string, work: () => T): T => {
    const start = performance.now();
    const result = work();
    times.set(storey, performance.now() - start);
    return result;
  };
  const reporter = new Reporter();
  const loaded = timed('load', () => loadPolicy([folder], folder));
  const files = timed('parse', () => loaded.sources.map((text) => parsePolicy(text, reporter)));
  const [policy] = timed('resolve and check names', () =>
    resolvePolicy(files, readRelated, reporter),
  );
  if (policy === undefined) throw new Error('the sample declares a broker');
  timed('checks', () => {
    checkPolicies([policy], reporter);
  });
  const granted = timed('fewest scopes', () => grantedRoles(policy));
  timed('claims', () => {
    reportClaims(proveClaims(policy, granted), policy, reporter);
  });
  timed('spill', () => {
    reportSpill(spillOf(policy, granted), reporter);
  });
  timed('configuration, IAM and manifest', () => {
    const inputs = new Inputs(loaded.root, loaded.sources);
    const access = roleAccess(granted);
    const policies = access.flatMap((one) => policiesAt(policy.broker, one, reporter));
    artifactsOf(compileBroker(policy.broker, access, policies, reporter), inputs);
  });
  return times;
}

const columns = ROLES.map((roles) => {
  const folder = writePolicy(samplePolicy(roles, ENGINE));
  const rounds = Array.from({ length: ROUNDS }, (_, at) => {
    console.error(`  ${roles} roles, ${at + 1} of ${ROUNDS}`);
    return round(folder);
  });
  return { roles, first: rounds[0], last: rounds.at(-1) };
});
const ms = (time: number | undefined): string => `${(time ?? NaN).toFixed(0)} ms`;
const storeys = [...(columns[0]?.first?.keys() ?? [])];
console.log(`${machine()}; ${ENGINE}`);
console.log();
console.log(
  table([
    ['storey', ...columns.flatMap(({ roles }) => [`${roles} roles, first`, 'warm'])],
    ...storeys.map((storey) => [
      storey,
      ...columns.flatMap(({ first, last }) => [ms(first?.get(storey)), ms(last?.get(storey))]),
    ]),
  ]),
);
