import type { Chance } from './chance.js';
import type { Allow, Block, Broker, Declaration, Policy, Profile } from './policy.js';
import { nameMaker } from './random-names.js';
import type { NameMaker } from './random-names.js';
import { randomPhrase } from './random-phrases.js';
import { withoutRefused } from './without-refused.js';

const TAGS = ['administrator', 'monitoring', 'policymaker', 'management', 'impersonator'];

/** Paths of roles, from the usual to those that only an advanced.config can hold. */
const PATHS = ['app/', '', 'a/b.c/', 'aws-reserved/sso.amazonaws.com/eu-west-1/', 'we+ird=,.@_-/'];
const ODD_PATHS = ['a#b/', '$(x)/', '{sub}/', "it's/", 'q"t/', 'back\\slash/', '(a)/%41/'];

const BUILT_IN_VARIABLES = ['account', 'region', 'partition', 'broker'];
const LETS = ['env', 'part'];

interface Supply {
  readonly chance: Chance;
  readonly names: NameMaker;
  readonly brokers: readonly string[];
  readonly profiles: readonly Profile[];
  readonly subjects: readonly string[];
}

/**
 * A random policy that the compiler must take.
 * @param engines the engines that its brokers may have
 */
export function randomPolicy(chance: Chance, engines: readonly string[]): Policy {
  const { many, pick, some, maybe } = chance;
  const names = nameMaker(chance);
  const brokers = ['east', 'west']
    .slice(0, pick([1, 2, 2]))
    .map((name) => randomBroker(name, names, chance, engines));
  const inConfOnly = brokers.some(({ engine }) => engine.startsWith('amazon-mq'));
  const roles = ['checkout', 'worker', 'on-call', 'r4']
    .slice(0, pick([1, 2, 3, 4]))
    .map((name) => ({
      name,
      path: pick(inConfOnly || maybe(0.7) ? PATHS : ODD_PATHS) + name,
    }));
  const roleNames = roles.map(({ name }) => name);
  const groups = [
    { name: 'some', members: some(roleNames) },
    { name: 'more', members: ['some', ...some(roleNames)] },
    { name: 'sites', members: some(brokers.map(({ name }) => name)) },
  ];
  const profiles: Profile[] = [];
  for (const name of ['reader', 'rpc']) profiles.push(randomProfile(name, profiles, names, chance));
  const supply: Supply = {
    chance,
    names,
    brokers: [...brokers.map(({ name }) => name), 'sites'],
    profiles,
    subjects: [...roleNames, 'some', 'more'],
  };
  const blocks = [...many(2, 4, () => vhostBlock(supply)), ...many(0, 2, () => topBlock(supply))];
  return withoutRefused({ brokers, roles, groups, profiles, blocks });
}

function randomBroker(
  name: string,
  names: NameMaker,
  chance: Chance,
  engines: readonly string[],
): Broker {
  const { maybe, pick } = chance;
  return {
    name,
    engine: pick(engines),
    region: pick(['eu-west-1', 'us-east-1']),
    audience: maybe(0.3) ? 'https://mq.example.com' : undefined,
    scopePrefix: maybe(0.3) ? pick(['w:', 'p.', 'read:']) : undefined,
    lets: LETS.map((item, at) => ({
      name: item,
      value: names.withVariables(names.pattern(), ['region', ...LETS.slice(0, at)]),
    })),
  };
}

function randomProfile(
  name: string,
  before: readonly Profile[],
  names: NameMaker,
  chance: Chance,
): Profile {
  const parameters = ['s', 'part'].slice(0, chance.int(3));
  const variables = [...BUILT_IN_VARIABLES, ...LETS, 'role', ...parameters, ...parameters];
  const supply = { chance, names, variables, profiles: [...before] };
  return { name, parameters, phrases: chance.many(1, 4, () => randomPhrase(supply)) };
}

function vhostBlock(supply: Supply): Block {
  const { chance, names } = supply;
  const { maybe, pick, many } = chance;
  const vhost = maybe(0.2) ? pick([['/'], ['orders']]) : names.pattern();
  return {
    on: on(supply),
    vhost: names.withVariables(vhost, [...BUILT_IN_VARIABLES, ...LETS]),
    declarations: many(0, pick([0, 2, 8]), () => declaration(supply)),
    allows: many(1, 3, () => vhostAllow(supply)),
  };
}

function declaration(supply: Supply): Declaration {
  const { chance, names } = supply;
  const kind = chance.pick(['exchange', 'exchange', 'queue', 'queue', 'stream'] as const);
  const name = chance.maybe(0.8) ? names.literal() : names.pattern();
  const type = chance.pick(['topic', 'topic', 'fanout', 'direct', 'headers', 'x-delayed']);
  return {
    on: chance.maybe(0.1) ? on(supply) : [],
    kind,
    name: names.withVariables(name, [...BUILT_IN_VARIABLES, ...LETS]),
    exchangeType: kind === 'exchange' && chance.maybe(0.85) ? type : undefined,
  };
}

function vhostAllow(supply: Supply): Allow {
  const { chance, names, profiles } = supply;
  const variables = [...BUILT_IN_VARIABLES, ...LETS, 'role'];
  const most = chance.pick([2, 8, 16, 30]);
  const phrases = chance.many(0, most, () => randomPhrase({ chance, names, variables, profiles }));
  return { on: chance.maybe(0.2) ? on(supply) : [], ...subject(supply), phrases };
}

/** A block at the top with tags. */
function topBlock(supply: Supply): Block {
  const { some } = supply.chance;
  const phrases = [{ type: 'tag' as const, tags: some(TAGS) }];
  const allows = [{ on: [], ...subject(supply), phrases }];
  return { on: on(supply), vhost: undefined, declarations: [], allows };
}

function subject({ chance, subjects }: Supply): Pick<Allow, 'anyone' | 'subjects'> {
  const anyone = chance.maybe(0.15);
  return { anyone, subjects: anyone && chance.maybe(0.5) ? [] : chance.some(subjects) };
}

function on({ chance, brokers }: Supply): string[] {
  return chance.maybe(0.7) ? [] : chance.some(brokers, 2);
}
