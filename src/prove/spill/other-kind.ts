import { includes } from '../../pattern/include.js';
import { current } from '../../pattern/meter.js';
import { firstFit, glob } from '../../pattern/name-set.js';
import { Pattern } from '../../pattern/pattern.js';
import { findName } from '../../pattern/witness.js';
import type { Resource } from '../../policy/resources/resources.js';
import type { Operation } from '../../policy/phrases/rights.js';
import type { Permission } from '../../rabbitmq/scope.js';
import { askedBy, type Asked } from '../asked.js';
import { namesOf, type Check } from '../../access/checks.js';
import type { Context } from '../../access/context.js';
import type { Granted } from '../../access/granted.js';
import { phraseText } from '../../policy/phrases/phrase-text.js';
import { possible } from '../possible/possible.js';
import type { Effects } from './effects.js';
import type { Permit } from './ends.js';
import { lookThrough, namesIn } from './example.js';
import { synthetic, type FoundSpill, type Round, type Spilled, type Operands } from './found.js';

type Kind = 'queue' | 'exchange';

/** An operation that a permission is for, with what it gets round. */
interface Use {
  readonly word: string;
  readonly kind: Operands['kind'];
  readonly round: Round;
}

/** What each permission is good for on each kind; what it is good for in bindings is found with these. */
const USES: Readonly<Record<Resource['kind'], Readonly<Partial<Record<Permission, Use>>>>> = {
  exchange: {
    configure: { word: 'delete', kind: 'exchange', round: 'remove' },
    write: { word: 'publish', kind: 'exchange', round: 'publish' },
  },
  queue: {
    configure: { word: 'delete', kind: 'queue', round: 'remove' },
    read: { word: 'consume', kind: 'queue', round: 'read' },
  },
  stream: {
    configure: { word: 'delete', kind: 'queue', round: 'remove' },
    read: { word: 'consume', kind: 'queue', round: 'read' },
    write: { word: 'publish', kind: 'stream', round: 'publish' },
  },
};

/**
 * What a role is permitted on declared things of the other kind than its phrases name: the broker
 * checks one permission for a queue and an exchange of one name.
 */
export function otherKinds(
  { grants, given }: Granted,
  permits: readonly Permit[],
  effects: () => Effects,
  context: Context,
): Spilled {
  let known: Asked | undefined;
  const asked = (): Asked => (known ??= askedBy(grants, context));
  const found: FoundSpill[] = [];
  let isWhole = true;
  for (const { grant, check } of permits)
    for (const { resource, name } of reached(check, grant.right, asked, context)) {
      if (current().isExhausted) return { found, isWhole: false };
      const use = USES[resource.kind][check.permission];
      if (use === undefined) continue;
      if (name === 'too-complex') {
        isWhole = false;
        continue;
      }
      if (use.kind === 'stream' && effects().putsInto(firstFit(grant.right.vhost), firstFit(name)))
        continue;
      const operation = synthetic(use.word, { kind: use.kind, name }, grant.right);
      const answer = possible(operation, given, context);
      isWhole &&= answer.kind !== 'too-complex';
      if (answer.kind !== 'yes') continue;
      found.push({
        round: use.round,
        grant,
        operation,
        phrase: phraseText(operation, answer.permitted.example),
        reached: resource,
        misread: grant,
        together: undefined,
        arrival: undefined,
        unlessRead: undefined,
        unlessWritten: undefined,
      });
    }
  return { found, isWhole };
}

/** The declared things of the other kind that a check reaches, each with a name that nobody asked for. */
function reached(
  { kind, name, permission }: Check,
  { vhost }: Operation,
  asked: () => Asked,
  { resourcesOf }: Context,
): readonly { resource: Resource; name: Pattern | 'too-complex' }[] {
  if (kind === 'resource') return [];
  const other: Kind = kind === 'queue' ? 'exchange' : 'queue';
  const here = resourcesOf(vhost)
    .meeting(name, other)
    .filter(({ place }) => place !== undefined);
  if (here.length === 0 || current().isExhausted)
    return here.map((resource) => ({ resource, name: 'too-complex' }));
  const wanted = asked()
    .phrases.flatMap((phrase) => phrase.holding(permission, other))
    .filter(({ vhosts }) => includes(vhosts, firstFit(vhost)))
    .map(({ names }) => names);
  return here.flatMap((resource) => {
    const [names, declared] = [namesOf(name, 'first-fit'), glob(resource.pattern)];
    const readable = namesIn(names, declared).find(
      (one) => lookThrough(wanted) && !wanted.some((set) => set.has(one)),
    );
    if (readable !== undefined) return [{ resource, name: Pattern.fromBytes([readable]) }];
    const found = findName({ all: [names, declared], none: wanted });
    if (found.kind === 'none') return [];
    const witness = found.kind === 'witness' ? Pattern.fromBytes([found.witness]) : found.kind;
    return [{ resource, name: witness }];
  });
}
