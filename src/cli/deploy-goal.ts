import { isBrokerId } from '../aws/mq-ids.js';
import { hasErrors } from '../diagnostics/diagnostic.js';
import type { Expected } from '../deploy/fit.js';
import type { BrokerPolicy } from '../policy/policy.js';
import { checkPolicy } from '../program/check.js';
import { unknownBroker } from '../program/query/question.js';
import { render } from '../report/formats.js';
import type { DeployOptions } from './deploy-options.js';
import { exit, Failure, UsageError, type Io } from './io.js';
import { load } from './load.js';
import { tell, verdictOf } from './verdict.js';

/** What is to be reached on which broker. */
export interface Goal {
  /** The broker's id, `b-…`. */
  readonly broker: string;
  readonly expected: Expected;
  /** The region that the policy says. */
  readonly region: string | undefined;
  readonly what:
    | {
        readonly kind: 'policy';
        readonly policy: BrokerPolicy;
        /** The configuration's id, `c-…`. */
        readonly configuration: string;
        /** The rabbitmq.conf that the policy was compiled to. */
        readonly text: string;
      }
    | { readonly kind: 'rollback'; readonly to: number | undefined };
}

/**
 * What a command line wants, from the policy that it names; undefined where that has errors, which are
 * reported. A rollback takes no more from the policy than which broker it is, so that it can be done
 * while the policy has errors; and none at all where the broker is named by its id.
 */
export function goalOf(options: DeployOptions, io: Io): Goal | undefined {
  const { broker, rollback } = options;
  if (rollback === undefined) return policyGoal(options, io);
  const what = { kind: 'rollback', to: rollback.to } as const;
  if (isBrokerId(broker) && options.paths.length === 0)
    return {
      broker,
      expected: { name: broker, account: undefined, line: undefined },
      region: undefined,
      what,
    };
  const { diagnostics, policies } = checkPolicy(load(options.paths, io));
  if (policies.length === 0 && hasErrors(diagnostics)) {
    io.err.write(render('text', diagnostics, io.err));
    throw new Failure([
      `the policy cannot be read, so it is not known which broker ${broker} is: name it by its id, --broker b-…, and no path`,
    ]);
  }
  const policy = named(broker, policies);
  const { id } = amazonIds(policy);
  return { broker: id, expected: expectedOf(policy, false), region: policy.broker.region, what };
}

function policyGoal({ paths, broker: wanted }: DeployOptions, io: Io): Goal | undefined {
  const loaded = load(paths, io);
  const checked = checkPolicy(loaded, { forOutput: true });
  const { diagnostics, policies, artifacts } = checked;
  tell(diagnostics, 'text', io, io.err);
  if (verdictOf([{ loaded, checked }], undefined, io) !== exit.ok) return undefined;
  const policy = named(wanted, policies);
  const { id, configuration } = amazonIds(policy);
  if (configuration === undefined) throw new Failure([lacking(wanted)]);
  const files = artifacts.find(({ name }) => name === wanted)?.files ?? [];
  const text = files.find(({ path }) => path === 'rabbitmq.conf')?.text ?? '';
  return {
    broker: id,
    expected: expectedOf(policy, true),
    region: policy.broker.region,
    what: { kind: 'policy', policy, configuration, text },
  };
}

function named(wanted: string, policies: readonly BrokerPolicy[]): BrokerPolicy {
  const found = policies.find(({ broker }) => broker.name === wanted);
  if (found !== undefined) return found;
  const names = policies.map(({ broker }) => broker.name);
  throw new UsageError(unknownBroker(wanted, names));
}

/** @param isStrict whether the engine has to be the policy's; a rollback leaves the policy behind */
function expectedOf(
  { broker: { name, account, engine } }: BrokerPolicy,
  isStrict: boolean,
): Expected {
  return { name, account, line: isStrict ? engine.line : undefined };
}

function amazonIds({ broker }: BrokerPolicy): {
  readonly id: string;
  readonly configuration: string | undefined;
} {
  const { name, engine, id, configuration } = broker;
  if (engine.product !== 'amazon-mq')
    throw new UsageError(`${name} runs on machines of your own: compile, and copy its files there`);
  if (id === undefined) throw new Failure([lacking(name)]);
  return { id, configuration };
}

function lacking(name: string): string {
  return `the policy does not say which broker and configuration at Amazon MQ ${name} is: add \`id\` and \`configuration\` to it`;
}
