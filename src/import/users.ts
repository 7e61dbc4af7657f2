import { groupBy } from '../access/group.js';
import { Bytes } from '../pattern/bytes.js';
import { firstFit } from '../pattern/name-set.js';
import { Pattern } from '../pattern/pattern.js';
import { nameText, patternText } from '../policy/phrases/phrase-text.js';
import type { Resource } from '../policy/resources/resources.js';
import type { GivenScope } from '../prove/diff/access.js';
import { builtInExchanges } from '../rabbitmq/built-in.js';
import type { Permission, ResourceScope } from '../rabbitmq/scope.js';
import { findTag } from '../rabbitmq/tags.js';
import type { Place } from '../source/source.js';
import type { Definitions, TopicPermission, UserPermission } from './definitions.js';
import type { Domain } from './compare.js';
import { patternsOf, TOO_COMPLEX, type ExpressionPatterns } from './expression-patterns.js';
import { accessTo, givenScope, sayable, type Subject } from './subject.js';
import { inRow } from '../source/counted.js';

/** The broker's own users with what they may do, and what of it is lost, a line each. */
export interface ImportedUsers {
  readonly subjects: readonly Subject[];
  readonly remarks: readonly string[];
}

/**
 * What the broker's own users may do, as scopes. A regular expression becomes the patterns that say the
 * same; where none do, those that say less, which is told. Routing keys are left out where a name is that
 * of a queue, or of an exchange that is no topic, as they count for nothing there. Source:
 * rabbitmq/rabbitmq-server v4.3.5, rabbit_auth_backend_internal, check_resource_access and
 * check_topic_access.
 */
export function importUsers(definitions: Definitions): ImportedUsers {
  return new UserReader(definitions).read();
}

class UserReader {
  readonly #remarks: string[] = [];
  readonly #resources = new Map<string, readonly Resource[]>();
  readonly #patterns = new Map<string, ExpressionPatterns>();
  readonly #place: Place;
  #withoutKeys = 0;
  #varies = false;
  #tooComplex = 0;

  constructor(private readonly definitions: Definitions) {
    for (const { name, resources } of definitions.vhosts) this.#resources.set(name, resources);
    this.#place = { source: definitions.source, range: { start: 0, end: 0 } };
  }

  read(): ImportedUsers {
    const { users, permissions, topicPermissions } = this.definitions;
    const permissionsOf = groupBy(permissions, ({ user }) => user);
    const topicsOf = groupBy(topicPermissions, ({ user }) => user);
    const subjects = Array.from(users, ([name, tags]): Subject => {
      const own = permissionsOf.get(name) ?? [];
      const topics = topicsOf.get(name) ?? [];
      const scopes = [
        ...tags.flatMap((tag) => this.#tag(tag, name)),
        ...own.flatMap((permission) =>
          this.#permission(
            permission,
            topics.filter(({ vhost }) => vhost === permission.vhost),
          ),
        ),
      ];
      return { name, from: 'user', place: this.#place, scopes };
    });
    const nothing = subjects.filter(({ scopes }) => scopes.length === 0).map(({ name }) => name);
    if (nothing.length > 0)
      this.#remarks.push(
        `users without permissions and tags are not imported: ${nothing.join(', ')}`,
      );
    if (this.#withoutKeys > 0)
      this.#remarks.push(
        'routing keys are left out on the names of queues, and of exchanges that are no topics in the export: they count for nothing there',
      );
    if (this.#varies)
      this.#remarks.push(
        'what `\\w`, classes like `[:alpha:]` and `(?i)` take beyond ASCII depends on the release of Erlang that the broker runs on; what only some take is left out',
      );
    return {
      subjects: subjects.filter(({ scopes }) => scopes.length > 0),
      remarks: this.#remarks,
    };
  }

  #tag(tag: string, user: string): readonly GivenScope[] {
    const found = findTag(tag);
    if (found.ok) return [givenScope({ kind: 'tag', tag: found.tag.name }, this.#place)];
    this.#remarks.push(
      `user \`${user}\`: the tag \`${tag}\` means nothing to RabbitMQ, and is lost`,
    );
    return [];
  }

  #permission(
    permission: UserPermission,
    topics: readonly TopicPermission[],
  ): readonly GivenScope[] {
    const vhost = Pattern.literal(permission.vhost);
    const whose = `user \`${permission.user}\`, vhost \`${permission.vhost}\``;
    for (const { exchange } of topics)
      if (exchange === '')
        this.#remarks.push(
          `${whose}: the topic permission on the default exchange has no effect, as that is no topic`,
        );
    const given: ResourceScope[] = [];
    for (const word of ['configure', 'write', 'read'] as const) {
      const names = this.#find(permission[word], 'names', `${whose}, ${word}`, permission.vhost);
      for (const name of names)
        given.push(...this.#scopes(word, vhost, name, topics, `${whose}, ${word}`));
    }
    // A permission is access to the vhost, whatever its expressions are.
    const scopes = [accessTo(vhost), ...given].flatMap((scope) => {
      const said = sayable(scope);
      if (said.lost !== undefined)
        this.#remarks.push(`${whose}: ${scope.permission} is not imported whole: ${said.lost}`);
      return said.scope ?? [];
    });
    return scopes.map((scope) => givenScope(scope, this.#place));
  }

  /** The scopes of one pattern of names: with every key, but where a topic permission names some. */
  #scopes(
    permission: Permission,
    vhost: Pattern,
    name: Pattern,
    topics: readonly TopicPermission[],
    whose: string,
  ): readonly ResourceScope[] {
    const plain: ResourceScope = { kind: 'resource', permission, vhost, name };
    if (permission === 'configure' || this.#isNoTopic(name, vhost)) return [plain];
    const names = firstFit(name);
    const special = topics.filter(
      ({ exchange }) => exchange !== '' && names.has(Bytes.fromText(exchange)),
    );
    if (special.length === 0) return [{ ...plain, key: Pattern.any }];
    const keyed = special.flatMap((topic) => {
      const exchange = Pattern.literal(topic.exchange);
      const told = `${whose} keys on \`${topic.exchange}\``;
      // Only clients of MQTT have one.
      if (topic[permission].includes('{client_id}')) {
        this.#remarks.push(
          `${told} \`${topic[permission]}\`: it takes the id of a client of MQTT in, which no policy can say: it is not imported`,
        );
        return [];
      }
      const keys = this.#find(this.#expanded(topic, permission, told), 'keys', told, topic.vhost);
      return keys.map((key) => ({ ...plain, name: exchange, key }));
    });
    if (name.isLiteral) return keyed.length > 0 ? keyed : [plain];
    // Nothing can be said of all names but one, so that the others are those that are there.
    const others = this.#topicExchanges(vhost).filter(
      (other) =>
        names.has(other.first) && !special.some(({ exchange }) => exchange === other.first.text),
    );
    this.#remarks.push(
      `${whose}: a topic permission on ${special.map(({ exchange }) => `\`${exchange}\``).join(', ')} stands apart in \`${patternText(name)}\`; of the other topic exchanges only those that are there now get every key${others.length === 0 ? ', and there are none' : `: ${others.map(patternText).join(', ')}`}`,
    );
    return [
      plain,
      ...keyed,
      ...others.map((other) => ({ ...plain, name: other, key: Pattern.any })),
    ];
  }

  /** The expression with the names of user and vhost in it, as later releases put them in: as they are. */
  #expanded(topic: TopicPermission, permission: 'write' | 'read', whose: string): string {
    const values: readonly (readonly [string, string])[] = [
      ['{username}', topic.user],
      ['{vhost}', topic.vhost],
    ];
    let expression = topic[permission];
    for (const [variable, value] of values) {
      if (!expression.includes(variable)) continue;
      const escaped = value.replaceAll(/[\\^$.[\]|()?*+{}#]/g, '\\$&');
      if (escaped !== value)
        this.#remarks.push(
          `${whose} \`${topic[permission]}\`: \`${variable}\` is taken for the text \`${value}\`, as later releases of RabbitMQ 4.2 and 4.3 do; earlier ones read it as a part of the expression`,
        );
      expression = expression.replaceAll(variable, () => escaped);
    }
    return expression;
  }

  #topicExchanges(vhost: Pattern): readonly Pattern[] {
    const declared = this.#resources.get(vhost.first.text ?? '') ?? [];
    return [
      ...declared
        .filter(({ exchangeType }) => exchangeType === 'topic')
        .map(({ pattern }) => pattern),
      ...TOPICS,
    ];
  }

  /** Whether no routing key counts on what a pattern names. */
  #isNoTopic(name: Pattern, vhost: Pattern): boolean {
    const names = firstFit(name);
    // Nobody makes an exchange of such a name.
    if (name.first.binary.startsWith('amq.')) return !TOPICS.some(({ first }) => names.has(first));
    if (!name.isLiteral) return false;
    const known = (this.#resources.get(vhost.first.text ?? '') ?? []).filter(
      ({ pattern }) => pattern.key === name.key,
    );
    const isNone = known.length > 0 && known.every(({ exchangeType }) => exchangeType !== 'topic');
    if (isNone) this.#withoutKeys++;
    return isNone;
  }

  /** The names of what is in a vhost. */
  #namesIn(vhost: string): readonly Bytes[] {
    const resources = this.#resources.get(vhost) ?? [];
    const names = [...resources, ...builtInExchanges].map(({ pattern }) => pattern.first);
    return [...new Map(names.map((name) => [name.binary, name])).values()];
  }

  /** The patterns of a regular expression; what they do not say is told. */
  #find(text: string, domain: Domain, whose: string, vhost: string): readonly Pattern[] {
    const key = `${domain} ${vhost} ${text}`;
    const found =
      this.#patterns.get(key) ??
      (this.#tooComplex > MOST_TOO_COMPLEX
        ? NOT_TRIED
        : patternsOf(text, domain, () => (domain === 'names' ? this.#namesIn(vhost) : [])));
    if (found.lost?.because === TOO_COMPLEX && !this.#patterns.has(key)) this.#tooComplex++;
    this.#patterns.set(key, found);
    this.#varies ||= found.varies === true;
    const { patterns, lost } = found;
    if (lost === undefined) return patterns;
    const { because, example, wider, spellings } = lost;
    const expression = text.length > 80 ? `${text.slice(0, 80)}…` : text;
    const imported =
      patterns.length === 0 ? 'nothing is imported' : `imported is ${shown(patterns)}`;
    const why =
      because !== undefined
        ? `no pattern is made of it: ${because}`
        : spellings !== undefined
          ? `it takes ${spellings} spellings in large and small letters, and imported are those of the export, ${shown(patterns)}`
          : `no pattern says the same, and ${imported}`;
    const missing = example === undefined ? '' : `; lost is, for one, ${nameText(example)}`;
    const offer =
      wider === undefined
        ? ''
        : `; \`${patternText(wider.pattern)}\` would add, for one, ${nameText(wider.adds)}`;
    this.#remarks.push(`${whose} \`${expression}\`: ${why}${missing}${offer}`);
    return patterns;
  }
}

/** So many expressions that are too complex are looked at: each takes about a second. */
const MOST_TOO_COMPLEX = 20;

const NOT_TRIED: ExpressionPatterns = {
  patterns: [],
  lost: {
    because: 'it was not looked at after so many that are too complex',
    example: undefined,
    wider: undefined,
  },
};

/** The built-in exchanges on which keys count. */
const TOPICS = builtInExchanges
  .filter(({ type }) => type === 'topic')
  .map(({ pattern }) => pattern);

function shown(patterns: readonly Pattern[]): string {
  return inRow(
    patterns.map((pattern) => `\`${patternText(pattern)}\``),
    5,
  );
}
