import { includes } from '../../pattern/include.js';
import { firstFit, glob } from '../../pattern/name-set.js';
import { Pattern } from '../../pattern/pattern.js';
import { findName } from '../../pattern/witness.js';
import type { Resource } from '../../policy/resources/resources.js';
import type { Operation } from '../../policy/phrases/rights.js';
import type { Permission } from '../../rabbitmq/scope.js';
import { askedBy, type Asked } from '../asked.js';
import { checksOf, namesOf, type Check } from '../../access/checks.js';
import type { Context } from '../../access/context.js';
import type { Given } from '../../access/given.js';
import type { Granted } from '../../access/granted.js';
import { isOperation } from './operation-grants.js';
import { phraseText } from '../../policy/phrases/phrase-text.js';
import { possible } from '../possible/possible.js';
import type { FoundSpill } from './spill.js';
import { synthetic, type Subject } from './synthetic.js';

type Kind = 'queue' | 'exchange';

/** An operation that a permission is for, with the thing that it is on. */
interface Use {
  readonly word: string;
  readonly subject: (name: Pattern) => Subject;
}

const on = (kind: Subject['kind'], word: string): Use => ({
  word,
  subject: (name) => ({ kind, name }),
});
const bindTo: Use = {
  word: 'bind',
  subject: (to) => ({ kind: 'queue', name: Pattern.any, to }),
};
const bind = (kind: Kind): Use => ({
  word: 'bind',
  subject: (name) => ({ kind, name, to: Pattern.any }),
});

/** What each permission is good for on each kind, the most telling first. */
const USES: Readonly<Record<Kind, Readonly<Record<Permission, readonly Use[]>>>> = {
  exchange: {
    configure: [on('exchange', 'delete')],
    write: [on('exchange', 'publish'), bind('exchange')],
    read: [bindTo],
  },
  queue: {
    configure: [on('queue', 'delete')],
    write: [bind('queue')],
    read: [on('queue', 'consume')],
  },
};

/** A stream can be published to besides, by its own protocol. */
const PUBLISH_STREAM = on('stream', 'publish');

/**
 * What a role is permitted on declared things of the other kind than its phrases name: the broker
 * checks one permission for a queue and an exchange of one name.
 */
export function otherKinds({ grants, given }: Granted, context: Context): readonly FoundSpill[] {
  let known: Asked | undefined;
  const asked = (): Asked => (known ??= askedBy(grants, context));
  return grants.filter(isOperation).flatMap((grant) =>
    checksOf(grant.right).flatMap((check) =>
      reached(check, grant.right, asked, context).flatMap(({ resource, name }) => {
        const phrase = firstUse(check.permission, resource, name, grant.right, given, context);
        if (phrase === undefined) return [];
        return [
          { kind: 'other-kind' as const, grant, phrase, reached: resource, together: undefined },
        ];
      }),
    ),
  );
}

/** The declared things of the other kind that a check reaches, each with a name that nobody asked for. */
function reached(
  { kind, name, permission }: Check,
  { vhost }: Operation,
  asked: () => Asked,
  { resourcesOf }: Context,
): readonly { resource: Resource; name: Pattern }[] {
  if (kind === 'resource') return [];
  const other: Kind = kind === 'queue' ? 'exchange' : 'queue';
  const here = resourcesOf(vhost)
    .meeting(name, other)
    .filter(({ place }) => place !== undefined);
  if (here.length === 0) return [];
  const wanted = asked()
    .phrases.flatMap((phrase) => phrase.holding(permission, other))
    .filter(({ vhosts }) => includes(vhosts, firstFit(vhost)))
    .map(({ names }) => names);
  return here.flatMap((resource) => {
    const all = [namesOf(name, 'first-fit'), glob(resource.pattern)] as const;
    const found = findName({ all: [...all], none: wanted });
    return found.kind === 'witness' ? [{ resource, name: Pattern.fromBytes([found.witness]) }] : [];
  });
}

/** The first operation that the role can really do there, as a phrase. */
function firstUse(
  permission: Permission,
  { kind }: Resource,
  name: Pattern,
  like: Operation,
  given: Given,
  context: Context,
): string | undefined {
  const uses = USES[kind === 'exchange' ? 'exchange' : 'queue'][permission];
  const all = kind === 'stream' && permission === 'write' ? [PUBLISH_STREAM, ...uses] : uses;
  for (const { word, subject } of all) {
    const operation = synthetic(word, subject(name), like);
    const answer = possible(operation, given, context);
    if (answer.kind === 'yes') return phraseText(operation, answer.permitted.example);
  }
  return undefined;
}
