import { conditionedText, patternText } from '../policy/phrases/phrase-text.js';
import type { Grant } from '../policy/policy.js';
import type { CheckedPolicy } from '../program/check.js';
import { placesOf, scopeText } from '../program/text/scope-line.js';
import { engineName } from '../rabbitmq/engines.js';
import { printable } from '../report/printable.js';
import { toldPlace, type TextPlace } from './told.js';

/** A scope or an API right of a role, with the phrases that it comes from. */
export interface GivenRight {
  /** As the broker's configuration holds it, or as a phrase says it. */
  readonly text: string;
  readonly from: readonly TextPlace[];
}

/** All that a role gets on one broker. */
export interface GivenRole {
  readonly name: string;
  readonly arn: string;
  /** Where the role is declared. */
  readonly place: TextPlace;
  readonly scopes: readonly GivenRight[];
  /** Amazon MQ's API rights. */
  readonly rights: readonly GivenRight[];
}

/** What a policy gives on one broker. */
export interface GivenBroker {
  readonly name: string;
  /** Such as `amazon-mq 4.2`. */
  readonly engine: string;
  /** The vhosts that are declared for it, as patterns. */
  readonly vhosts: readonly string[];
  /** The names of all roles, also of those that get nothing. */
  readonly names: readonly string[];
  /** Those that are granted anything, by name. */
  readonly roles: readonly GivenRole[];
}

/** What a checked policy gives, broker by broker; also with errors, as far as it was understood. */
export function givenBrokers({ policies, compiled }: CheckedPolicy): readonly GivenBroker[] {
  return policies.map(({ broker, roles, vhosts }) => ({
    name: broker.name,
    engine: engineName(broker.engine),
    vhosts: Array.from(vhosts.declared, ({ pattern }) => printable(patternText(pattern))),
    names: roles.map(({ name }) => name),
    roles: (compiled.find((one) => one.broker.name === broker.name)?.access ?? []).map(
      ({ role, scopes, rights }) => ({
        name: role.name,
        arn: printable(role.arn.text),
        place: toldPlace(role.place),
        scopes: scopes.map((scope) => ({
          text: printable(scopeText(scope, broker)),
          from: fromOf(scope.grants),
        })),
        rights: rights.map((right) => ({
          text: printable(conditionedText(right)),
          from: fromOf(right.grants),
        })),
      }),
    ),
  }));
}

function fromOf(grants: readonly Grant[]): readonly TextPlace[] {
  return placesOf(grants).map(toldPlace);
}
