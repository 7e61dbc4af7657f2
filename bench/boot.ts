/*
 * What a role costs the broker: bytes of configuration, and the boot of a real RabbitMQ with the
 * aliases in rabbitmq.conf and in advanced.config. Wants what `npm run test:brokers` wants.
 */
import { startBroker } from '../test/bed/broker.js';
import { Reporter } from '#warren/diagnostics/reporter.js';
import { grantedRoles } from '#warren/access/granted.js';
import { resolvePolicy } from '#warren/policy/resolve.js';
import { writeAdvanced } from '#warren/rabbitmq/advanced.js';
import type { Alias } from '#warren/rabbitmq/alias.js';
import { writeConf } from '#warren/rabbitmq/conf.js';
import { encodeScope } from '#warren/rabbitmq/encode.js';
import { placeAliases } from '#warren/rabbitmq/placement.js';
import { Source } from '#warren/source/source.js';
import { parsePolicy } from '#warren/syntax/parse.js';
import { samplePolicy } from './sample.js';
import { machine, table } from './table.js';

const ROLES = [0, 100, 300];

/** The two ways to configure one broker, and the one that Warren takes. */
function configurations(roles: number): {
  chosen: string;
  files: Map<string, { rabbitmqConf: string; advancedConfig?: string }>;
} {
  const reporter = new Reporter();
  const texts = [...samplePolicy(roles, 'rabbitmq 4.3.6')];
  const files = texts.map(([name, text]) => parsePolicy(new Source(name, text), reporter));
  const [policy] = resolvePolicy(files, noFile, reporter);
  if (policy === undefined) throw new Error('the sample declares a broker');
  const { broker } = policy;
  const { engine, scopePrefix, issuer = '' } = broker;
  const aliases = [...grantedRoles(policy)].flatMap(([role, { scopes }]): Alias[] => {
    const [first, ...rest] = scopes.map(({ scope }) => encodeScope(scope));
    return first === undefined ? [] : [{ arn: role.arn.text, scopes: [first, ...rest] }];
  });
  const placement = placeAliases(engine, scopePrefix, aliases);
  const conf = (inConf: readonly Alias[]): string =>
    writeConf({ ...broker, issuer, aliases: inConf });
  return {
    chosen: placement.ok ? placement.file : 'none',
    files: new Map([
      ['rabbitmq.conf', { rabbitmqConf: conf(aliases) }],
      [
        'advanced.config',
        { rabbitmqConf: conf([]), advancedConfig: writeAdvanced(aliases, scopePrefix) },
      ],
    ]),
  };
}

/** How long a broker takes to be ready; the bed gives up after a minute and a half. */
async function bootTime(files: { rabbitmqConf: string; advancedConfig?: string }): Promise<string> {
  const start = performance.now();
  const seconds = (): string => `${((performance.now() - start) / 1000).toFixed(1)} s`;
  try {
    const broker = await startBroker({ suite: 'forky', ...files });
    const time = seconds();
    await broker.stop();
    return time;
  } catch (thrown) {
    if (!String(thrown).includes('not ready in time')) throw thrown;
    return `given up after ${seconds()}`;
  }
}

function noFile(): { ok: false; message: string } {
  return { ok: false, message: 'the sample names no file' };
}

const rows: (string | number)[][] = [
  ['roles', 'aliases in', 'chosen', 'bytes of that file', 'bytes a role', 'boot'],
];
const bare = configurations(0).files.get('rabbitmq.conf')?.rabbitmqConf.length ?? 0;
for (const roles of ROLES) {
  const { chosen, files } = configurations(roles);
  for (const [file, { rabbitmqConf, advancedConfig }] of files) {
    if (roles === 0 && file === 'advanced.config') continue;
    const text = file === 'rabbitmq.conf' ? rabbitmqConf : (advancedConfig ?? '');
    const fixed = file === 'rabbitmq.conf' ? bare : 0;
    const boot = await bootTime({
      rabbitmqConf,
      ...(file === 'advanced.config' && advancedConfig !== undefined ? { advancedConfig } : {}),
    });
    rows.push([
      roles,
      file,
      file === chosen ? 'yes' : '',
      text.length,
      roles === 0 ? '' : Math.round((text.length - fixed) / roles),
      boot,
    ]);
  }
}
console.log(machine());
console.log(table(rows));
