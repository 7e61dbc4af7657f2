import { phraseDiagnostics } from '../../diagnostics/catalog/phrases.js';
import { topologyDiagnostics } from '../../diagnostics/catalog/topology.js';
import type { Recall } from '../../diagnostics/recall.js';
import type { Reporter } from '../../diagnostics/reporter.js';
import { display } from '../../pattern/display.js';
import { MeetIndex } from '../../pattern/meet-index.js';
import { firstFit, glob } from '../../pattern/name-set.js';
import type { Pattern } from '../../pattern/pattern.js';
import { builtInExchange } from '../../rabbitmq/built-in.js';
import type { Place, Source } from '../../source/source.js';
import type { TopologyDeclaration, VhostBlock } from '../../syntax/tree.js';
import type { Broker } from '../brokers/broker.js';
import { readResource, templatesOf } from './declared-resource.js';
import { substitute } from '../brokers/environment.js';
import { readName } from '../names/names.js';
import type { ReadRelated } from '../../source/related.js';
import type { OnBlocks } from '../brokers/on-blocks.js';
import type { Variables } from '../brokers/variables.js';
import type { Outline, Outlined } from '../outline.js';
import { meet, Resources, type Resource } from './resources.js';
import { flat } from '../names/text.js';
import { readTopology } from './topology.js';

/** What is kept of what vhosts declare, so that after an edit only that is read again which changed. */
export interface KeptResources {
  readonly declarations: Recall<Resource | undefined>;
  readonly topologies: Recall<readonly Resource[]>;
  /** The same declarations are the same object. */
  readonly resources: Recall<Resources>;
}

interface DeclaredVhost {
  readonly pattern: Pattern;
  /** The pattern of its first block; undefined where only a topology file names the vhost. */
  readonly place: Place | undefined;
  readonly resources: Resource[];
}

/** Stands for vhosts in which nothing is declared. */
const nothing = {};

/** The vhosts of one broker and what is declared in them, over all files. */
export class Vhosts {
  /** It holds no tree: what is wanted of that once it is resolved is up to others. */
  readonly #patterns = new WeakMap<VhostBlock, Pattern | undefined>();
  readonly #declared = new Map<string, DeclaredVhost>();
  readonly #byName = new MeetIndex<DeclaredVhost>();
  readonly #resources = new Map<string, Resources>();
  /** The vhosts of which some declarations could not be read. */
  readonly #lacking = new Set<string>();

  constructor(
    outline: Outline,
    on: OnBlocks,
    private readonly broker: Pick<Broker, 'name' | 'environment'>,
    private readonly variables: Variables,
    private readonly read: ReadRelated,
    private readonly reporter: Reporter,
    private readonly kept: KeptResources,
  ) {
    const counts = (item: Outlined<unknown>): boolean => on.counts(item, broker.name);
    for (const item of outline.vhosts.filter(counts)) {
      this.#addBlock(item);
      const key = this.patternOf(item.node)?.key;
      if (key !== undefined && outline.losses.touchesDeclarations(item.source, item.node))
        this.#lacking.add(key);
    }
    for (const item of outline.resources.filter(counts)) {
      const vhost = this.patternOf(item.vhost);
      const found = vhost === undefined ? undefined : this.#declaration(item, vhost);
      if (found !== undefined) this.#add(found, false);
      else if (vhost !== undefined) this.#lacking.add(vhost.key);
    }
    for (const item of outline.topologies.filter(counts)) this.#addTopology(item);
  }

  /** The vhosts that a block is about; undefined where its pattern could not be read. */
  patternOf(block: VhostBlock | undefined): Pattern | undefined {
    return block === undefined ? undefined : this.#patterns.get(block);
  }

  /** Everything declared for the vhosts of a pattern, by any block that shares a vhost with it. */
  of(vhost: Pattern): Resources {
    const known = this.#resources.get(vhost.key);
    if (known !== undefined) return known;
    const own = this.#declared.get(vhost.key);
    const found = this.#byName
      .near(vhost)
      .filter((other) => other !== own && meet(firstFit(vhost), glob(other.pattern)));
    if (own !== undefined) found.unshift(own);
    const declared = found.flatMap((other) => other.resources);
    const isWhole = !found.some(({ pattern }) => this.#lacking.has(pattern.key));
    const resources = this.#together(declared, vhost, isWhole);
    this.#resources.set(vhost.key, resources);
    return resources;
  }

  /** Every vhost pattern with its own declarations. */
  get declared(): Iterable<DeclaredVhost> {
    return this.#declared.values();
  }

  #declaration(item: Outline['resources'][number], vhost: Pattern): Resource | undefined {
    const { node, source } = item;
    const { broker, variables } = this;
    const used = variables.usedIn(...templatesOf(node));
    const inputs = [source, vhost.key, ...used.inputs];
    return this.kept.declarations.of(node, broker.name, inputs, this.reporter, (reporter) =>
      readResource(item, vhost, { source, environment: variables.only(used), reporter }),
    );
  }

  /** The same declarations are the same object, also after an edit elsewhere. */
  #together(declared: readonly Resource[], vhost: Pattern, isWhole: boolean): Resources {
    const about = declared[0] ?? nothing;
    const inputs = [isWhole, ...declared];
    return this.kept.resources.of(about, vhost.key, inputs, this.reporter, () => {
      return new Resources(declared, isWhole);
    });
  }

  #context(source: Source): Parameters<typeof readName>[2] {
    return { source, environment: this.broker.environment, reporter: this.reporter };
  }

  #addBlock({ node, source }: Outlined<VhostBlock>): void {
    const named = readName(node.pattern, 'vhost', this.#context(source));
    this.#patterns.set(node, named?.pattern);
    if (named !== undefined) this.#at(named.pattern, named.place);
  }

  #at(pattern: Pattern, place: Place | undefined): DeclaredVhost {
    const known = this.#declared.get(pattern.key);
    if (known !== undefined) return known;
    const vhost: DeclaredVhost = { pattern, place, resources: [] };
    this.#declared.set(pattern.key, vhost);
    this.#byName.add(pattern, vhost);
    return vhost;
  }

  /** Adds a declaration; a topology file may repeat one that it agrees with. */
  #add(resource: Resource, fromFile: boolean): void {
    const declared = this.#at(resource.vhosts, undefined);
    this.#checkBuiltIn(resource);
    const key = `${resource.kind === 'exchange' ? 'x' : 'q'}:${resource.pattern.key}`;
    const names = this.#names.get(declared) ?? new Map<string, Resource>();
    this.#names.set(declared, names);
    const first = names.get(key);
    if (first === undefined) {
      names.set(key, resource);
      declared.resources.push(resource);
      return;
    }
    const agrees = first.kind === resource.kind && first.exchangeType === resource.exchangeType;
    if ((fromFile && agrees) || resource.place === undefined) return;
    const notes =
      first.place === undefined
        ? []
        : [{ message: 'It is declared first here.', place: first.place }];
    this.reporter.report(
      phraseDiagnostics.duplicateResource,
      resource.place,
      { what: resource.kind, name: display(resource.pattern), vhost: display(resource.vhosts) },
      { notes },
    );
  }

  /** What every vhost has keeps its type, so a declaration of it may only repeat that. */
  #checkBuiltIn({ kind, pattern, exchangeType, place }: Resource): void {
    const known = kind === 'exchange' ? builtInExchange(pattern) : undefined;
    if (known === undefined || place === undefined) return;
    if (exchangeType === undefined || exchangeType === known.type) return;
    const particulars = { name: display(pattern), type: known.type, declared: exchangeType };
    this.reporter.report(phraseDiagnostics.builtInType, place, particulars);
  }

  readonly #names = new Map<DeclaredVhost, Map<string, Resource>>();

  #addTopology({ node, source, vhost: block }: Outlined<TopologyDeclaration>): void {
    const vhost = this.patternOf(block);
    if (node.file === null || vhost === undefined) return;
    const path = substitute(node.file, source, this.broker.environment, this.reporter);
    if (path === undefined) return;
    const place = { source, range: node.file.range };
    const file = this.read(source, flat(path));
    if (!file.ok) {
      const reason = `${file.message}.`;
      this.reporter.report(topologyDiagnostics.unreadableTopology, place, { reason });
      this.#lacking.add(vhost.key);
      return;
    }
    const { text } = file.source;
    const inputs = [source, text, vhost.key];
    const { kept, broker, reporter } = this;
    const found = kept.topologies.of(node, broker.name, inputs, reporter, (part) =>
      readTopology(text, vhost, place, part),
    );
    for (const resource of found) this.#add(resource, true);
  }
}
