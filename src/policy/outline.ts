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

/** A declaration or rule with the blocks around it, outermost first. */
export interface Outlined<T> {
  readonly node: T;
  readonly source: Source;
  readonly on: readonly OnBlock[];
  readonly vhost: VhostBlock | undefined;
  readonly test: TestBlock | undefined;
}

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
  };
  for (const { source, items } of files)
    visit(items, { source, on: [], vhost: undefined, test: undefined }, found);
  return found;
}

function visit(
  items: readonly Item[],
  around: Omit<Outlined<never>, 'node'>,
  found: Outline,
): void {
  for (const node of items)
    switch (node.type) {
      case 'broker':
        found.brokers.push({ node, ...around });
        break;
      case 'role':
        found.roles.push({ node, ...around });
        break;
      case 'group':
        found.groups.push({ node, ...around });
        break;
      case 'profile':
        found.profiles.push({ node, ...around });
        break;
      case 'exchange':
      case 'queue':
      case 'stream':
        found.resources.push({ node, ...around });
        break;
      case 'topology':
        found.topologies.push({ node, ...around });
        break;
      case 'allow':
      case 'can':
      case 'never':
        found.rules.push({ node, ...around });
        break;
      case 'vhost':
        found.vhosts.push({ node, ...around });
        visit(node.items, { ...around, vhost: node }, found);
        break;
      case 'on':
        found.ons.push({ node, ...around });
        visit(node.items, { ...around, on: [...around.on, node] }, found);
        break;
      case 'test':
        found.tests.push({ node, ...around });
        visit(node.items, { ...around, test: node }, found);
        break;
      case 'setting':
      case 'token':
      case 'let':
      case 'settings':
      case 'phrase':
      case 'connect':
      case 'tag':
      case 'api':
      case 'call':
        break; // They belong to their broker, rule or profile; the parser reported any others.
    }
}

/** The place of a node of an outlined item's file. */
export function placeIn(outlined: { readonly source: Source }, node: Pick<Place, 'range'>): Place {
  return { source: outlined.source, range: node.range };
}
