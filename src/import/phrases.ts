import { groupBy } from '../access/group.js';
import { minimise } from '../access/minimise.js';
import { firstFit } from '../pattern/name-set.js';
import type { Pattern } from '../pattern/pattern.js';
import { patternText } from '../policy/phrases/phrase-text.js';
import { isMeant, type Resource, type Resources } from '../policy/resources/resources.js';
import type { ResourceScope, Scope } from '../rabbitmq/scope.js';

/** What a name is taken for where rights on it are written down. */
type Kind = 'queue' | 'exchange' | 'resource';

/** The rights on the names of one pattern. */
interface NameRights {
  readonly name: Pattern;
  readonly configure: boolean;
  /** Without any routing key. */
  readonly write: boolean;
  readonly read: boolean;
  readonly writeKeys: readonly Pattern[];
  readonly readKeys: readonly Pattern[];
}

/** A phrase of a policy, and the names that have to be declared for it where others of the kind are. */
export interface Phrase {
  readonly text: string;
  readonly names: readonly { readonly kind: Kind; readonly name: Pattern }[];
}

/** The scopes of one role without those that others cover. */
export function fewestScopes(scopes: readonly Scope[]): readonly Scope[] {
  return minimise(scopes.map((scope) => ({ scope, grants: [] }))).map(({ scope }) => scope);
}

/**
 * The phrases that give exactly what some scopes of one vhost give, at the highest level that says the
 * same.
 *
 * @param resources what is declared in the vhost
 */
export function phrasesOf(
  scopes: readonly ResourceScope[],
  resources: Resources,
): readonly Phrase[] {
  const named = scopes.filter(({ name }) => !name.isLiteral || name.first.length > 0);
  const rights = Array.from(groupBy(named, ({ name }) => name.key).values(), rightsOf);
  const writer = new PhraseWriter(rights, resources);
  const phrases = writer.write();
  return phrases.length > 0 ? phrases : [{ text: 'connect', names: [] }];
}

function rightsOf(scopes: readonly ResourceScope[]): NameRights {
  const [first] = scopes;
  if (first === undefined) throw new RangeError('No scopes have no name');
  const plain = (permission: ResourceScope['permission']): boolean =>
    scopes.some((scope) => scope.permission === permission && scope.key === undefined);
  const keys = (permission: ResourceScope['permission']): readonly Pattern[] =>
    scopes.flatMap(({ permission: own, key }) =>
      own === permission && key !== undefined ? [key] : [],
    );
  return {
    name: first.name,
    configure: plain('configure'),
    write: plain('write'),
    read: plain('read'),
    writeKeys: keys('write'),
    readKeys: keys('read'),
  };
}

/** A phrase in parts, so that those that differ in names alone become one. */
interface Part {
  readonly verb: string;
  readonly kind: Kind;
  readonly name: Pattern;
  /** The exchange of a `to`, or of what `clause` says. */
  readonly other?: Pattern;
  readonly clause?: 'dead-letter' | 'alternate';
  readonly keys?: readonly Pattern[];
}

class PhraseWriter {
  readonly #kinds: ReadonlyMap<NameRights, Kind>;
  readonly #bound: ReadonlySet<NameRights>;
  readonly #sources: ReadonlySet<NameRights>;

  constructor(
    private readonly rights: readonly NameRights[],
    private readonly resources: Resources,
  ) {
    this.#kinds = new Map(rights.map((right) => [right, this.#kindOf(right)]));
    const queues = rights.filter((right) => right.write && this.#kinds.get(right) === 'queue');
    const sources = rights.filter((right) => this.#isSource(right));
    // A binding takes both: queues that may be written to, and exchanges that may be read.
    const binds = queues.length > 0 && sources.length > 0;
    this.#bound = new Set(binds ? queues : []);
    this.#sources = new Set(binds ? sources : []);
  }

  write(): readonly Phrase[] {
    const parts = [
      ...this.rights.flatMap((right) => this.#publishing(right)),
      ...this.rights.flatMap((right) => this.#plain(right)),
      ...this.#bindings(),
      ...this.rights.flatMap((right) => this.#keyed(right)),
    ];
    const byVerbs = groupBy(parts, ({ kind, name, other, keys }) =>
      [kind, name.key, other?.key, clauseKey(keys)].join('\u0102'),
    );
    const joined = Array.from(byVerbs.values(), (all): readonly Part[] => {
      const [first] = all;
      // A clause is allowed where every verb takes it; those with one stay apart.
      if (first === undefined || first.other !== undefined) return all;
      const verbs = [...new Set(all.map(({ verb }) => verb))];
      return [{ ...first, verb: verbs.join(', ') }];
    }).flat();
    const byNames = groupBy(joined, ({ verb, kind, other, clause, keys }) =>
      [verb, kind, clause, other?.key, clauseKey(keys)].join('\u0102'),
    );
    return Array.from(byNames.values(), phraseOf);
  }

  #isSource(right: NameRights): boolean {
    if (this.#kinds.get(right) !== 'exchange') return false;
    return right.readKeys.length > 0 || (right.read && this.#isNoTopic(right.name));
  }

  /** What a name is by what is declared, or else by the rights on it. */
  #kindOf({ name, configure, write, read, writeKeys, readKeys }: NameRights): Kind {
    const isAll = !name.isLiteral && name.literals.every(({ length }) => length === 0);
    if (isAll) return 'resource';
    const [exchange, queue] = [
      this.#meant(name, 'exchange').length > 0,
      this.#meant(name, 'queue').length > 0,
    ];
    const hasKeys = writeKeys.length + readKeys.length > 0;
    if (exchange || queue) {
      if (exchange && queue) return 'resource';
      return exchange ? 'exchange' : hasKeys ? 'resource' : 'queue';
    }
    // Every key is what users get who have no topic permissions, and says nothing of the name.
    const some = (keys: readonly Pattern[]): boolean =>
      keys.some((key) => key.isLiteral || key.literals.some(({ length }) => length > 0));
    if (some(readKeys) || some(writeKeys)) return 'exchange';
    if (writeKeys.length > 0 && !this.#isClosed) return 'exchange';
    if (hasKeys) return 'resource';
    return read && (configure || write || !this.#isClosed) ? 'queue' : 'resource';
  }

  get #isClosed(): boolean {
    return this.resources.isClosed('resource');
  }

  #meant(name: Pattern, kind: 'exchange' | 'queue'): readonly Resource[] {
    return this.resources.meeting(name, kind).filter((resource) => isMeant(resource, name));
  }

  /** Whether an exchange is declared of another type, so that keys are left out by themselves. */
  #isNoTopic(name: Pattern): boolean {
    if (!name.isLiteral) return false;
    const found = this.#meant(name, 'exchange');
    return (
      found.length > 0 &&
      found.every(({ exchangeType }) => exchangeType !== undefined && exchangeType !== 'topic')
    );
  }

  #publishing(right: NameRights): readonly Part[] {
    const { name, write, writeKeys } = right;
    const kind = this.#kinds.get(right) ?? 'resource';
    if (kind !== 'exchange') return [];
    if (writeKeys.length > 0) return [{ verb: 'publish', kind, name, keys: writeKeys }];
    return write && this.#isNoTopic(name) ? [{ verb: 'publish', kind, name }] : [];
  }

  #plain(right: NameRights): readonly Part[] {
    const { name, configure, write, read, writeKeys } = right;
    const kind = this.#kinds.get(right) ?? 'resource';
    const parts: Part[] = [];
    const add = (verb: string): void => {
      parts.push({ verb, kind, name });
    };
    if (configure) parts.push(this.#declaring(kind, name));
    if (write && !this.#bound.has(right)) {
      const isPublished = kind === 'exchange' && (writeKeys.length > 0 || this.#isNoTopic(name));
      if (!isPublished) add('write');
    }
    if (read && !this.#sources.has(right)) add(kind === 'queue' ? 'consume' : 'read');
    return parts;
  }

  /** A declaration names the other exchange, which takes rights on that too. */
  #declaring(kind: Kind, name: Pattern): Part {
    const configure: Part = { verb: 'configure', kind, name };
    if (kind === 'resource' || name.first.binary.startsWith('amq.')) return configure;
    const [meant, ...more] = this.#meant(name, kind);
    const others = [meant, ...more].flatMap((one) => one?.other ?? []);
    const [other] = others;
    if (other === undefined) return { verb: 'declare', kind, name };
    // The rights that the broker asks for beside it have to be there already.
    const isWhole =
      more.length === 0 &&
      name.isLiteral &&
      this.#holds('read', name) &&
      this.#holds('write', other);
    if (!isWhole) return configure;
    const clause = kind === 'exchange' ? 'alternate' : 'dead-letter';
    return { verb: 'declare', kind, name, other, clause };
  }

  /** Whether a single name of the rights takes in a literal one, with that permission. */
  #holds(permission: 'read' | 'write', literal: Pattern): boolean {
    return this.rights.some(
      (right) =>
        (right[permission] || right[`${permission}Keys`].length > 0) &&
        firstFit(right.name).has(literal.first),
    );
  }

  #bindings(): readonly Part[] {
    return [...this.#sources].flatMap(({ name: other, readKeys }) =>
      [...this.#bound].map(({ name }): Part => {
        const part = { verb: 'bind', kind: 'queue', name, other } as const;
        return readKeys.length > 0 ? { ...part, keys: readKeys } : part;
      }),
    );
  }

  /** Keys that go with neither publishing nor binding. */
  #keyed(right: NameRights): readonly Part[] {
    const { name, writeKeys, readKeys } = right;
    const kind = this.#kinds.get(right) === 'exchange' ? 'exchange' : 'resource';
    const parts: Part[] = [];
    if (kind === 'resource' && writeKeys.length > 0)
      parts.push({ verb: 'write', kind, name, keys: writeKeys });
    if (readKeys.length > 0 && !this.#sources.has(right))
      parts.push({ verb: 'read', kind, name, keys: readKeys });
    return parts;
  }
}

/** Tells keys apart from others and from none; one of them may be the empty text. */
function clauseKey(keys: readonly Pattern[] | undefined): string {
  return (keys ?? []).map(({ key }) => `\u0103${key}`).join('');
}

function phraseOf(parts: readonly Part[]): Phrase {
  const [first] = parts;
  if (first === undefined) throw new RangeError('No parts make no phrase');
  const { verb, kind, other, clause = 'to exchange', keys } = first;
  const words = [verb, kind, parts.map(({ name }) => patternText(name)).join(', ')];
  if (other !== undefined) words.push(clause, patternText(other));
  if (keys !== undefined) words.push('key', keys.map(patternText).join(', '));
  const names: Phrase['names'] = parts.map(({ name }) => ({ kind, name }));
  const more: Phrase['names'] = other === undefined ? [] : [{ kind: 'exchange', name: other }];
  return { text: words.join(' '), names: [...names, ...more] };
}
