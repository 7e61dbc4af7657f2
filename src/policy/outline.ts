import type { Place, Source } from '../source/source.js';
import type {
  BrokerDeclaration,
  ExchangeDeclaration,
  GroupDeclaration,
  Item,
  OnBlock,
  PolicyFile,
  ProfileDeclaration,
  QueueDeclaration,
  RoleDeclaration,
  RuleBlock,
  TestBlock,
  TopologyDeclaration,
  VhostBlock,
} from '../syntax/tree.js';
import { Losses } from './losses.js';
import { walkItems } from '../syntax/walk.js';

/** A declaration or rule with the blocks around it, outermost first. */
export interface Outlined<T> {
  readonly node: T;
  readonly source: Source;
  readonly on: readonly OnBlock[];
  readonly vhost: VhostBlock | undefined;
  readonly test: TestBlock | undefined;
}

type Around = Omit<Outlined<never>, 'node'>;

/** Everything that the files of a policy declare, sorted by what it is and still unresolved. */
export interface Outline {
  readonly brokers: Outlined<BrokerDeclaration>[];
  readonly roles: Outlined<RoleDeclaration>[];
  readonly groups: Outlined<GroupDeclaration>[];
  readonly profiles: Outlined<ProfileDeclaration>[];
  readonly vhosts: Outlined<VhostBlock>[];
  readonly resources: Outlined<ExchangeDeclaration | QueueDeclaration>[];
  readonly topologies: Outlined<TopologyDeclaration>[];
  readonly rules: Outlined<RuleBlock>[];
  readonly tests: Outlined<TestBlock>[];
  readonly ons: Outlined<OnBlock>[];
  /** What of the files could not be read. */
  readonly losses: Losses;
}

/** Sorts the items of all files, whichever blocks they stand in. */
export function outline(files: readonly PolicyFile[]): Outline {
  const found: Outline = {
    brokers: [],
    roles: [],
    groups: [],
    profiles: [],
    vhosts: [],
    resources: [],
    topologies: [],
    rules: [],
    tests: [],
    ons: [],
    losses: new Losses(files),
  };
  for (const { source, items } of files)
    walkItems<Around>(
      items,
      { source, on: [], vhost: undefined, test: undefined },
      (node, around) => sortIn(node, around, found),
    );
  return found;
}

/** Sorts an item in, and answers what is around the items in it, as far as they count by themselves. */
function sortIn(node: Item, around: Around, found: Outline): Around | undefined {
  switch (node.type) {
    case 'broker':
      found.brokers.push({ node, ...around });
      return undefined;
    case 'role':
      found.roles.push({ node, ...around });
      return undefined;
    case 'group':
      found.groups.push({ node, ...around });
      return undefined;
    case 'profile':
      found.profiles.push({ node, ...around });
      return undefined;
    case 'exchange':
    case 'queue':
    case 'stream':
      found.resources.push({ node, ...around });
      return undefined;
    case 'topology':
      found.topologies.push({ node, ...around });
      return undefined;
    case 'allow':
    case 'can':
    case 'never':
      found.rules.push({ node, ...around });
      return undefined;
    case 'vhost':
      found.vhosts.push({ node, ...around });
      return { ...around, vhost: node };
    case 'on':
      found.ons.push({ node, ...around });
      return { ...around, on: [...around.on, node] };
    case 'test':
      found.tests.push({ node, ...around });
      return { ...around, test: node };
    case 'setting':
    case 'token':
    case 'let':
    case 'settings':
    case 'phrase':
    case 'connect':
    case 'tag':
    case 'api':
    case 'call':
      return undefined; // They belong to their broker, rule or profile; the parser reported any others.
  }
}

/** The place of a node of an outlined item's file. */
export function placeIn(outlined: { readonly source: Source }, node: Pick<Place, 'range'>): Place {
  return { source: outlined.source, range: node.range };
}
