import type { Suite } from '../../bed/tree.js';
import { declareExchange, declareQueue } from '../operations.js';
import { STAGEHAND_TEXT, arnOf, brokerBlock, startStage } from '../stage.js';
import type { Stage } from '../stage.js';
import { NAMES, roleOf } from './names.js';
import { PATTERNS, patternRole } from './patterns.js';
import { quoted } from './quoted.js';

/** Where names are tried that are not those of virtual hosts. */
export const HOME = 'home';

/** The topic exchange on which names are tried as routing keys. */
export const TOPIC = 'keys';

function grants(role: string, name: string): string {
  const phrases = (exchange: string): string =>
    `consume queue ${name} publish exchange ${exchange} publish exchange ${TOPIC} key ${name}`;
  return `vhost ${HOME} { allow ${role} { ${phrases(name)} } }\n`;
}

function policy(): string {
  const roles = [...NAMES.keys()].map((at) => roleOf(at));
  const patternRoles = [...PATTERNS.keys()].map((at) => patternRole(at));
  return [
    ...[...roles, ...patternRoles].map((role) => `role ${role} = ${arnOf(role)}\n`),
    ...NAMES.map(({ name }, at) => grants(roleOf(at), quoted(name))),
    ...NAMES.map(({ name }, at) => `vhost ${quoted(name)} { allow ${roleOf(at)} { connect } }\n`),
    ...PATTERNS.map(({ pattern }, at) => grants(patternRole(at), pattern)),
  ].join('');
}

const started = new Map<Suite, Promise<Stage>>();

/** A suite's RabbitMQ with a role for each name and for each pattern; started once. */
export function nameStage(suite: Suite): Promise<Stage> {
  const found = started.get(suite) ?? start(suite);
  started.set(suite, found);
  return found;
}

async function start(suite: Suite): Promise<Stage> {
  const stage = await startStage(
    suite,
    (issuer) => brokerBlock(suite, issuer) + STAGEHAND_TEXT + policy(),
  );
  await stage.broker.addVhost(HOME);
  await stage.prepare(HOME, [declareExchange(TOPIC, 'topic')]);
  await stage.prepare(
    HOME,
    NAMES.flatMap(({ name }) => [declareQueue(name), declareExchange(name, 'fanout')]),
  );
  return stage;
}

after(async () => {
  for (const stage of await Promise.all(started.values())) await stage.stop();
});
