import type { Context } from '../../access/context.js';
import type { Given } from '../../access/given.js';
import { Bytes } from '../../pattern/bytes.js';
import { glob } from '../../pattern/name-set.js';
import type { Reading } from '../../pattern/match.js';
import { Pattern } from '../../pattern/pattern.js';
import type { Operation, Right } from '../../policy/phrases/rights.js';
import type { BrokerPolicy } from '../../policy/policy.js';
import type { Role } from '../../policy/names/roles.js';
import { phraseText } from '../../policy/phrases/phrase-text.js';
import type { Place } from '../../source/source.js';
import { keySamples, nameSamples } from './samples.js';
import { atNames, trialOf, type Trial, type Unprobed } from './trial.js';

/** What a trial stems from: a line of the policy, or a declaration with a permission that is tried on it. */
export interface Source {
  readonly says: 'allow' | 'can' | 'never' | 'declaration';
  readonly place: Place;
}

/** A trial with where it comes from. */
export interface PlannedTrial extends Trial, Source {
  readonly vhost: string;
}

/** What is to be tried, and what is not. */
export interface ProbePlan {
  readonly trials: readonly PlannedTrial[];
  /** The tags that the policy says something of, with what it says. */
  readonly tags: readonly (Source & { readonly tag: string; readonly expected: boolean })[];
  readonly unprobed: ReadonlyMap<Unprobed, number>;
}

/** What is known of a broker before anything is tried. */
export interface Known {
  /** The vhosts that there are; undefined where nobody told. */
  readonly vhosts: readonly string[] | undefined;
  /** The names of exchanges and queues in a vhost. */
  readonly namesIn: (vhost: string) => readonly string[];
}

/** The most trials of one run. */
const MOST = 50_000;

/** What the name of a super stream's first partition ends in, unless it is named by binding keys. */
const FIRST = Bytes.fromText('0');

/** The most vhosts that stand for a pattern. */
const MOST_VHOSTS = 3;

/** Everything that can be tried of what a policy says about a role, each once. */
export function planProbes(
  policy: BrokerPolicy,
  role: Role,
  given: Given,
  context: Context,
  known: Known,
): ProbePlan {
  return new Planner(policy, given, context, known).plan(role);
}

class Planner {
  readonly #trials = new Map<string, PlannedTrial>();
  readonly #tags = new Map<string, ProbePlan['tags'][number]>();
  readonly #unprobed = new Map<Unprobed, number>();

  constructor(
    private readonly policy: BrokerPolicy,
    private readonly given: Given,
    private readonly context: Context,
    private readonly known: Known,
  ) {}

  plan(role: Role): ProbePlan {
    const { grants, claims } = this.policy;
    for (const { kind, roles, rights } of claims)
      if (roles.includes(role)) for (const right of rights) this.#add(right, kind);
    for (const grant of grants) if (grant.role === role) this.#add(grant.right, 'allow');
    this.#addDeclared();
    return {
      trials: [...this.#trials.values()],
      tags: [...this.#tags.values()],
      unprobed: this.#unprobed,
    };
  }

  #add(right: Right, says: Source['says']): void {
    switch (right.type) {
      case 'api':
        this.#skip('not-over-amqp');
        return;
      case 'tag': {
        const { tag, place } = right;
        const expected = this.given.tags.some((held) => held.tag === tag);
        if (!this.#tags.has(tag)) this.#tags.set(tag, { tag, expected, says, place });
        return;
      }
      case 'connect':
        // Every vhost that is there is tried anyway.
        return;
      case 'operation':
        this.#addOperation(right, { says, place: right.place });
    }
  }

  /** Each permission on what is declared by name, where the role may enter. */
  #addDeclared(): void {
    for (const { pattern, resources } of this.policy.vhosts.declared) {
      if (!pattern.isLiteral) continue;
      if (!this.given.reaches.some(({ vhosts }) => vhosts.has(pattern.first))) continue;
      for (const { kind, pattern: name, place } of resources) {
        if (place === undefined || !name.isLiteral) continue;
        for (const word of ['configure', 'write', 'read'])
          this.#addOperation(
            {
              ...{ type: 'operation', word, kind, vhost: pattern, place, calls: [] },
              engine: this.policy.broker.engine,
              name: { pattern: name, place },
              key: undefined,
              other: undefined,
            },
            { says: 'declaration', place },
          );
      }
    }
  }

  #addOperation(operation: Operation, source: Source): void {
    const reading: Reading = source.says === 'never' ? 'glob' : 'first-fit';
    const vhosts = this.#vhostsOf(operation.vhost);
    if (vhosts.length === 0) this.#skip('no-vhost');
    for (const vhost of vhosts) {
      const names = this.#samples(operation.name.pattern, reading, vhost);
      if (names.length === 0) this.#skip('no-name');
      for (const name of names)
        for (const other of this.#otherSamples(operation, reading, vhost))
          for (const key of keysOf(operation, reading))
            this.#addTrial(
              atNames(operation, {
                vhost: Bytes.fromText(vhost),
                name,
                ...(other === undefined ? {} : { other }),
                ...(key === undefined ? {} : { key }),
              }),
              vhost,
              source,
            );
    }
  }

  #addTrial(operation: Operation, vhost: string, source: Source): void {
    const id = `${vhost}\n${phraseText(operation)}`;
    if (this.#trials.has(id)) return;
    if (this.#trials.size >= MOST) {
      this.#skip('too-many');
      return;
    }
    const namesFor = (pattern: Pattern): readonly Bytes[] =>
      this.#standIns(pattern, operation.kind, vhost);
    const trial = trialOf(operation, namesFor, this.given, this.context);
    if (typeof trial === 'string') this.#skip(trial);
    else this.#trials.set(id, { ...trial, ...source, vhost });
  }

  /** Names of what an operation is about beside what it names; a super stream has its first partition. */
  #standIns(pattern: Pattern, kind: Operation['kind'], vhost: string): readonly Bytes[] {
    const samples = this.#samples(pattern, 'glob', vhost);
    if (kind !== 'super-stream') return samples;
    const first = Bytes.joined([...pattern.literals.slice(0, 1), FIRST], Bytes.empty);
    return [first, ...samples.filter(({ binary }) => binary !== first.binary)];
  }

  #otherSamples(
    { other }: Operation,
    reading: Reading,
    vhost: string,
  ): readonly (Bytes | undefined)[] {
    return other === undefined ? [undefined] : this.#samples(other.pattern, reading, vhost);
  }

  #samples(pattern: Pattern, reading: Reading, vhost: string): readonly Bytes[] {
    if (pattern.isLiteral) return nameSamples(pattern, reading, []);
    const declared = this.context
      .resourcesOf(Pattern.literal(vhost))
      .declared.flatMap(({ pattern: name }) => (name.isLiteral ? [name.first] : []));
    const there = this.known.namesIn(vhost).map((name) => Bytes.fromText(name));
    return nameSamples(pattern, reading, [...there, ...declared]);
  }

  #vhostsOf(pattern: Pattern): readonly string[] {
    const { vhosts } = this.known;
    const text = pattern.isLiteral ? pattern.first.text : undefined;
    if (text !== undefined) return vhosts === undefined || vhosts.includes(text) ? [text] : [];
    return this.#knownVhosts()
      .filter((name) => glob(pattern).has(Bytes.fromText(name)))
      .slice(0, MOST_VHOSTS);
  }

  /** The vhosts that there are, or else those that the policy names. */
  #knownVhosts(): readonly string[] {
    return (
      this.known.vhosts ??
      [...this.policy.vhosts.declared].flatMap(({ pattern }) =>
        pattern.isLiteral ? (pattern.first.text ?? []) : [],
      )
    );
  }

  #skip(why: Unprobed): void {
    this.#unprobed.set(why, (this.#unprobed.get(why) ?? 0) + 1);
  }
}

/** Keys for an operation with keys; one that names none means every key. */
function keysOf({ word, kind, key }: Operation, reading: Reading): readonly (Bytes | undefined)[] {
  if (key !== undefined) return keySamples(key.pattern, reading);
  const takesKeys =
    (word === 'publish' && kind === 'exchange') || word === 'bind' || word === 'unbind';
  return takesKeys ? keySamples(Pattern.any, 'glob') : [undefined];
}
