import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { importPolicy, type ImportResult, type Inputs } from '#warren/import/import.js';
import { overlayAdvanced } from '#warren/rabbitmq/read/advanced.js';
import { effectivePrefix, type BrokerConfig } from '#warren/rabbitmq/read/broker-config.js';
import { readConf } from '#warren/rabbitmq/read/conf.js';
import { lookups } from '#warren/rabbitmq/read/lookups.js';
import { perAudience } from '#warren/rabbitmq/read/per-audience.js';
import { parseEngine } from '#warren/rabbitmq/parse-engine.js';
import { Source } from '#warren/source/source.js';
import type { ConfigFiles } from '../../bed/offline.js';
import { oracle, type Inquiry } from '../../bed/oracle.js';
import { SUITES, type Suite } from '../../bed/tree.js';
import { chanceOf } from '../../random/chance.js';
import { compile, configOf, policyOf } from '../compiled.js';
import { question } from '../random/ask.js';
import { SEED } from '../random/amount.js';
import { randomQuestions } from '../raw/raw-decisions.js';
import { ENGINES } from '../stage.js';

/** A folder a shape of real configurations. */
const FOLDER = fileURLToPath(new URL('../../import/golden/', import.meta.url));
const SHAPES = readdirSync(FOLDER).filter((name) => existsSync(`${FOLDER}${name}/rabbitmq.conf`));

/** Decisions about each audience of each shape. */
const EACH = Number(process.env['WARREN_SHAPE_DECISIONS'] ?? 2_500);

/** Shapes that RabbitMQ 4.3 does not start with as they stand, since they name what is nowhere: variables and a key. */
const NOT_STARTED = ['variables', 'whole-conf'];

/** A remark that something is in the files and not in the policy. */
const LOST = /not imported|cannot be known|gives nothing/;

function filesOf(name: string): ConfigFiles {
  const read = (file: string): string => readFileSync(`${FOLDER}${name}/${file}`, 'utf8');
  const rabbitmqConf = read('rabbitmq.conf');
  const hasMore = existsSync(`${FOLDER}${name}/advanced.config`);
  return { rabbitmqConf, ...(hasMore && { advancedConfig: read('advanced.config') }) };
}

function sourcesOf({ rabbitmqConf, advancedConfig }: ConfigFiles): Inputs & { conf: Source } {
  const conf = new Source('rabbitmq.conf', rabbitmqConf);
  if (advancedConfig === undefined) return { conf };
  return { conf, advanced: new Source('advanced.config', advancedConfig) };
}

function imported(inputs: Inputs, suite: Suite, mapped: ReadonlyMap<string, string>): ImportResult {
  const [product = '', version = ''] = ENGINES[suite].split(' ');
  const engine = parseEngine(product, version);
  assert.ok(engine.ok);
  const engineText = ENGINES[suite];
  return importPolicy(inputs, { engine: engine.engine, engineText, mapped, cwd: '/' });
}

/** The roles that aliases which are no ARNs are mapped to: those that are given anything. */
function mappedIn(configs: readonly BrokerConfig[], inputs: Inputs, suite: Suite) {
  const names = [...new Set(configs.flatMap(({ aliases }) => [...aliases.keys()]))];
  const all = names
    .filter((name) => !name.startsWith('arn:'))
    .map((name, at) => [name, `arn:aws:iam::111122223333:role/mapped-${at}`] as const);
  const tried = imported(inputs, suite, new Map(all));
  const strangers = tried.kind === 'unable' ? tried.reasons.join('\n') : '';
  return new Map(all.filter(([name]) => !strangers.includes(`--map names '${name}'`)));
}

/** The questions about the roles of an audience, asked before by alias and after by ARN. */
function questionsOf(config: BrokerConfig, mapped: ReadonlyMap<string, string>, seed: number) {
  const prefix = effectivePrefix(config) ?? '';
  const roles = new Map(
    Array.from(config.aliases, ([name, { scopes }]) => [
      name,
      scopes.map(({ text }) => text.slice(prefix.length)),
    ]),
  );
  if (roles.size === 0) return undefined;
  const claim = lookups(config).at(-1) ?? 'scope';
  const before = randomQuestions(roles, chanceOf(seed), EACH).map(question);
  return {
    before: before.map((one) => (claim === 'sub' ? one : { ...one, claim })),
    after: before.map((one) => ({ ...one, roleArn: mapped.get(one.roleArn) ?? one.roleArn })),
  };
}

for (const suite of SUITES)
  it(`shapes of real configurations and the policies imported from them decide the same, ${suite}`, async function () {
    this.timeout(0); // about two seconds a shape
    const count = { shapes: 0, notStarted: 0, audiences: 0, whole: 0, decisions: 0, allowed: 0 };
    for (const [at, name] of SHAPES.entries()) {
      const files = filesOf(name);
      const inputs = sourcesOf(files);
      const conf = readConf(inputs.conf);
      const configs = perAudience(inputs.advanced ? overlayAdvanced(conf, inputs.advanced) : conf);
      const mapped = mappedIn(configs, inputs, suite);
      const result = imported(inputs, suite, mapped);
      assert.ok(result.kind === 'imported', name);
      const { text, remarks, differences } = result.imported;
      assert.deepEqual(differences, [], name);
      const artifacts = compile(policyOf(text));
      const pairs = configs.flatMap((config, which) => {
        const questions = questionsOf(config, mapped, SEED + at);
        const compiled = artifacts[which];
        if (questions === undefined || compiled === undefined) return [];
        const audience = config.audience ?? 'none';
        const before: Inquiry = { config: files, audience, questions: questions.before };
        // A broker of the policy has an audience of its own where the files have none.
        const own = /^auth_oauth2\.resource_server_id = (.*)$/m.exec(
          configOf(compiled).rabbitmqConf,
        )?.[1];
        const after: Inquiry = {
          config: configOf(compiled),
          audience: own ?? audience,
          questions: questions.after,
        };
        return [{ before, after }];
      });
      let answers: boolean[][];
      try {
        answers = await oracle(suite).decideWithConfigs(
          pairs.flatMap(({ before, after }) => [before, after]),
        );
      } catch (thrown) {
        // RabbitMQ 4.0 knows no aliases in rabbitmq.conf.
        const isOlder =
          suite === 'trixie' && /scope_aliases|issuer|jwks_uri/.test(files.rabbitmqConf);
        if (!isOlder && !NOT_STARTED.includes(name)) throw thrown;
        count.notStarted++;
        continue;
      }
      const isWhole = !remarks.some((one) => LOST.test(one));
      for (const [which, { before }] of pairs.entries()) {
        const [was = [], is = []] = answers.slice(2 * which, 2 * which + 2);
        const differs = before.questions.find((_, one) =>
          isWhole ? was[one] !== is[one] : is[one] === true && was[one] !== true,
        );
        if (differs !== undefined)
          assert.fail(`${name}, ${before.audience}: ${JSON.stringify(differs)}\n${text}`);
        count.audiences++;
        count.decisions += was.length;
        count.allowed += was.filter(Boolean).length;
      }
      count.shapes++;
      count.whole += Number(isWhole);
    }
    console.log(`      WARREN_SEED=${SEED}: ${JSON.stringify(count)}, none differ`);
    assert.ok(count.shapes > (suite === 'forky' ? 15 : 2) && count.allowed > 0);
  });
