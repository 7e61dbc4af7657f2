import type { ConditionedRight } from '../../aws/conditions.js';
import type { Pattern } from '../../pattern/pattern.js';
import type { Engine } from '../../rabbitmq/engines.js';
import type { TagName } from '../../rabbitmq/tags.js';
import type { Place } from '../../source/source.js';
import type { Clause, ResourceKind } from '../../syntax/tree.js';

/** Where a right is written down. */
export interface Origin {
  /** The phrase. */
  readonly place: Place;
  /** The uses of profiles that lead to the phrase, outermost first; empty for a direct phrase. */
  readonly calls: readonly Place[];
}

/** A pattern of a phrase with the place that it was written at. */
export interface Named {
  readonly pattern: Pattern;
  readonly place: Place;
}

/** One operation on one pattern of names: what a phrase says once its lists are multiplied out. */
export interface Operation extends Origin {
  readonly type: 'operation';
  readonly word: string;
  readonly kind: ResourceKind;
  readonly vhost: Pattern;
  /** What the broker runs, as some checks came with a release. */
  readonly engine: Engine;
  readonly name: Named;
  /** The routing keys of a `key` clause. */
  readonly key: Named | undefined;
  /** The exchange that the operation involves besides, and the clause that names it. */
  readonly other: (Named & { readonly clause: Clause['type'] }) | undefined;
  /** The ids of the MQTT clients of a `client` clause; of an MQTT phrase alone, which is about all without one. */
  readonly client?: Named | undefined;
}

/** Access to a vhost and nothing in it. */
export interface Connection extends Origin {
  readonly type: 'connect';
  readonly vhost: Pattern;
}

/** A user tag. */
export interface TagRight extends Origin {
  readonly type: 'tag';
  readonly tag: TagName;
}

/** A right on the Amazon MQ API, about the broker. */
export interface ApiUse extends Origin, ConditionedRight {
  readonly type: 'api';
}

/** One right, as `allow` grants it and `can` and `never` make claims about it. */
export type Right = Operation | Connection | TagRight | ApiUse;
