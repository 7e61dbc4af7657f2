import assert from 'node:assert/strict';
import { importPolicy } from '#warren/import/import.js';
import { parseEngine } from '#warren/rabbitmq/parse-engine.js';
import { Source } from '#warren/source/source.js';
import { oracle, type Inquiry } from '../../bed/oracle.js';
import { SUITES, type Suite } from '../../bed/tree.js';
import { chanceOf, type Chance } from '../../random/chance.js';
import { compile, configOf, policyOf } from '../compiled.js';
import { question } from '../random/ask.js';
import { DECISIONS, SEED } from '../random/amount.js';
import { inTurn } from '../random/in-turn.js';
import { AUDIENCE, randomConfig, type RawConfig } from '../raw/raw-config.js';
import { randomQuestions } from '../raw/raw-decisions.js';
import { ENGINES } from '../stage.js';

/** Decisions about each configuration, and configurations that one start of RabbitMQ's code answers for. */
const EACH = 1_000;
const TOGETHER = 10;

/** A remark that something is in the files and not in the policy. */
const LOST = /not imported|cannot be known/;

/** A configuration with nothing in it that a policy cannot say. */
function plainConfig({ many, pick, maybe }: Chance): Pick<RawConfig, 'roles' | 'files'> {
  const part = (): string => pick(['a', 'b', 'a*', '*b', '*', 'a.*.b', '%2F', 'a%20b', 'b*a']);
  const scope = (): string => {
    const permission = pick(['configure', 'write', 'read']);
    return `${permission}:${part()}/${part()}${maybe(0.5) ? `/${part()}` : ''}`;
  };
  const lists = many(2, 6, () => many(1, 6, scope));
  const roles = new Map(lists.map((list, at) => [`arn:aws:iam::111122223333:role/r${at}`, list]));
  const aliases = Array.from(roles, ([arn, list]) => {
    const scopes = list.map((one) => `<<"${AUDIENCE}.${one}">>`);
    return `<<"${arn}">> => [${scopes.join(', ')}]`;
  });
  const rabbitmqConf = `auth_backends.1 = oauth2
auth_oauth2.resource_server_id = ${AUDIENCE}
auth_oauth2.additional_scopes_key = sub
auth_oauth2.preferred_username_claims.1 = sub
auth_oauth2.verify_aud = true
`;
  const advancedConfig = `[{rabbitmq_auth_backend_oauth2, [{scope_aliases, #{${aliases.join(', ')}}}]}].\n`;
  return { roles, files: { rabbitmqConf, advancedConfig } };
}

/** The same questions about a random configuration and what the policy imported from it compiles to. */
function importCase(suite: Suite, seed: number) {
  const chance = chanceOf(seed);
  const { roles, files } = seed % 2 === 0 ? randomConfig(suite, chance) : plainConfig(chance);
  const [product = '', version = ''] = ENGINES[suite].split(' ');
  const engine = parseEngine(product, version);
  assert.ok(engine.ok);
  const { rabbitmqConf, advancedConfig } = files;
  const result = importPolicy(
    {
      conf: new Source('rabbitmq.conf', rabbitmqConf),
      ...(advancedConfig === undefined
        ? {}
        : { advanced: new Source('advanced.config', advancedConfig) }),
    },
    { engine: engine.engine, engineText: ENGINES[suite], mapped: new Map(), cwd: '/' },
  );
  assert.ok(result.kind === 'imported', `seed ${seed}`);
  const { text, remarks, differences } = result.imported;
  assert.deepEqual(differences, [], `seed ${seed}`);
  const [artifacts] = compile(policyOf(text));
  assert.ok(artifacts !== undefined);
  const questions = randomQuestions(roles, chance, EACH).map(question);
  const before: Inquiry = { config: files, audience: AUDIENCE, questions };
  const after: Inquiry = { config: configOf(artifacts), audience: AUDIENCE, questions };
  return { seed, text, questions, before, after, isWhole: !remarks.some((one) => LOST.test(one)) };
}

for (const suite of SUITES)
  it(`a configuration and the policy imported from it decide the same, ${suite}`, async function () {
    this.timeout(0); // as many as are asked for
    const count = { configurations: 0, whole: 0, decisions: 0, allowed: 0 };
    await inTurn(async (turn) => {
      const cases = Array.from({ length: TOGETHER }, (_, at) =>
        importCase(suite, SEED + TOGETHER * turn + at),
      );
      const all = cases.flatMap(({ before, after }) => [before, after]);
      const answers = await oracle(suite).decideWithConfigs(all);
      for (const [at, { seed, text, questions, isWhole }] of cases.entries()) {
        const [before = [], after = []] = answers.slice(2 * at, 2 * at + 2);
        const differs = questions.find((_, which) =>
          isWhole ? before[which] !== after[which] : after[which] === true && !before[which],
        );
        if (differs !== undefined)
          assert.fail(`RabbitMQ differs at seed ${seed}: ${JSON.stringify(differs)}\n${text}`);
        count.configurations++;
        count.whole += Number(isWhole);
        count.decisions += questions.length;
        count.allowed += before.filter(Boolean).length;
      }
      return count.decisions >= DECISIONS;
    });
    console.log(`      WARREN_SEED=${SEED}: ${JSON.stringify(count)}, none differ`);
    assert.ok(count.whole > 0 && count.allowed > 0);
  });
