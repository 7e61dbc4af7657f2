import { proveDiagnostics as catalog } from '../diagnostics/catalog/prove.js';
import type { Note } from '../diagnostics/diagnostic.js';
import { Recall } from '../diagnostics/recall.js';
import type { Reporter } from '../diagnostics/reporter.js';
import type { Context } from '../access/context.js';
import type { Granted } from '../access/granted.js';
import { listed, nameText, patternText, phraseText } from '../policy/phrases/phrase-text.js';
import type { Role } from '../policy/names/roles.js';
import { oncePerObject } from '../pattern/memo.js';
import type { FoundSpill, OperationGrant } from '../prove/spill/found.js';
import { phraseKey } from '../prove/spill/phrase-key.js';
import { remedyOf, type Remedy } from '../prove/spill/remedy.js';
import { vhostArgument } from '../policy/phrases/vhost-argument.js';
import { commandLine, optionWords } from '../source/shell.js';
import type { Place } from '../source/source.js';

/** What spills from the grants of one role, the most telling first. */
export interface SpillOfRole {
  readonly role: Role;
  readonly granted: Granted;
  readonly found: readonly FoundSpill[];
}

/** What is told of a role in a vhost. */
interface Chosen {
  readonly spill: FoundSpill;
  /** The grant at whose phrase it is told. */
  readonly at: OperationGrant;
  /** How much else spills there. */
  readonly left: number;
}

/** What is told at one place: of the first role that it is told of, with those of which the same holds. */
interface Told extends Chosen {
  /** Tells the phrase that it is told at from others. */
  readonly phrase: string;
  readonly first: SpillOfRole;
  readonly roles: string[];
}

/**
 * Warns of what spills: once for each role and vhost, with the most telling of what nobody expects, and
 * besides at every phrase where an `@expect` accepts it.
 *
 * @param isExpected whether an `@expect` accepts what is told of a place or of the uses that lead to it
 * @param kept what was told of things that spill, which are the same objects as long as the grants are
 * @param broker the name of the broker, where the policy has others of which it may not hold
 */
export function reportSpill(
  spills: readonly SpillOfRole[],
  context: Context,
  reporter: Reporter,
  isExpected: (places: readonly Place[]) => boolean = () => false,
  kept = new Recall<undefined>(false),
  broker?: string,
): void {
  const told = new Map<string, Told>();
  for (const first of spills)
    for (const inVhost of byVhost(first.found))
      for (const one of chosen(inVhost, isExpected)) {
        const { spill, at } = one;
        const { phrase, key } = at === spill.grant ? ownKeys(spill) : keysOf(spill, at);
        const known = told.get(key);
        if (known === undefined) told.set(key, { ...one, phrase, first, roles: [] });
        else known.roles.push(first.role.name);
      }
  for (const one of told.values()) {
    const { phrase, left, roles, first } = one;
    const inputs = [left, roles.join(' '), first.granted, broker];
    kept.of(one.spill, phrase, inputs, reporter, (part) => {
      report(one, context, broker, part);
      return undefined;
    });
  }
}

/** What tells things that spill apart, where they are told. */
interface Keys {
  readonly phrase: string;
  /** That of the phrase, of what it permits, and of what is got round by that. */
  readonly key: string;
}

function keysOf({ phrase: permitted, round }: FoundSpill, { right }: OperationGrant): Keys {
  const phrase = phraseKey(right);
  return { phrase, key: `${phrase}\0${permitted}\0${round}` };
}

/** Where they are told at the grant that they are a part of, as nearly all are, they stay the same. */
const ownKeys = oncePerObject((spill: FoundSpill) => keysOf(spill, spill.grant));

function byVhost(found: readonly FoundSpill[]): Iterable<readonly FoundSpill[]> {
  const vhosts = new Map<string, FoundSpill[]>();
  for (const spill of found) {
    const { key } = spill.grant.right.vhost;
    const known = vhosts.get(key);
    if (known === undefined) vhosts.set(key, [spill]);
    else known.push(spill);
  }
  return vhosts.values();
}

/** What is told of some spills: the first that nobody expects, and one for each line where one does. */
function* chosen(
  found: readonly FoundSpill[],
  isExpected: (places: readonly Place[]) => boolean,
): Iterable<Chosen> {
  const open: FoundSpill[] = [];
  const accepted = new Map<string, readonly [FoundSpill, OperationGrant]>();
  for (const spill of found) {
    const { grant, together } = spill;
    if (isExpected(placesOf(grant))) accepted.set(phraseKey(grant.right), [spill, grant]);
    else if (together !== undefined && isExpected(placesOf(together)))
      accepted.set(phraseKey(together.right), [spill, together]);
    else open.push(spill);
  }
  for (const [spill, at] of accepted.values()) yield { spill, left: 0, at };
  const [first] = open;
  if (first !== undefined) yield { spill: first, left: open.length - 1, at: first.grant };
}

function placesOf({ right }: OperationGrant): readonly Place[] {
  return [right.place, ...right.calls];
}

function report(
  told: Told,
  context: Context,
  broker: string | undefined,
  reporter: Reporter,
): void {
  const { first, spill, at } = told;
  const { role, granted } = first;
  const { right } = at;
  const remedy = remedyOf(spill, granted.grants, context);
  reporter.report(
    catalog.spill,
    right.place,
    {
      role: role.name,
      phrase: spill.phrase,
      effect: effectText(spill),
      because: becauseText(spill),
      remedy: remedyText(remedy, spill, role),
      others: othersText(told, broker),
    },
    { uses: right.calls, notes: notesOf(spill) },
  );
}

/** What spill gets round, as a clause that begins with `so`. */
export function effectText({ round, reached, operation, arrival }: FoundSpill): string {
  const thing = `the ${reached.kind} \`${nameText(operation.name.pattern.first)}\``;
  if (arrival === undefined) {
    if (round === 'remove') return `so it may remove ${thing}`;
    return round === 'read' ? `so it reads ${thing}` : `so it puts messages into ${thing}`;
  }
  const { to, keys, key } = arrival;
  const [source, destination] = [nameText(arrival.source), nameText(arrival.destination)];
  const messages = `messages of \`${source}\``;
  switch (round) {
    case 'read':
      return `so it reads ${messages}, which it may not get`;
    case 'move':
      return `so ${messages}, which it may not get, reach the ${to} \`${destination}\``;
    case 'key': {
      return `so ${messages} with keys like \`${nameText(key)}\` reach \`${destination}\`, where it may publish only ${listed(keys.map(patternText))}`;
    }
    case 'put':
    case 'publish':
    case 'remove':
      return `so ${messages} reach the ${to} \`${destination}\`, where it may put none`;
  }
}

function becauseText({ misread }: FoundSpill): string {
  return misread === undefined
    ? 'the broker does not know which binding a right is meant for.'
    : 'the broker does not tell a queue from an exchange.';
}

function remedyText(remedy: Remedy, { arrival, phrase }: FoundSpill, { name }: Role): string {
  switch (remedy.kind) {
    case 'narrow': {
      const written = phraseText(remedy.grant.right);
      const instead = remedy.instead.map(({ right }) => `\`${phraseText(right)}\``).join(', ');
      return `Write ${instead} instead of \`${written}\`.`;
    }
    case 'rename':
      return `Name queues and exchanges apart, so that \`${phraseText(remedy.grant.right)}\` fits one kind alone.`;
    case 'own-exchange': {
      const keys = listed((arrival?.keys ?? []).map(patternText));
      const destination = arrival === undefined ? '' : nameText(arrival.destination);
      return `Let \`${name}\` publish to an exchange of its own, which somebody else binds to \`${destination}\` with ${keys}; or give one of the two lines to another role.`;
    }
    case 'split':
      return 'Give one of the two lines to another role.';
    case 'ask':
      return `If it is meant, say so in a line: \`${phrase}\`.`;
  }
}

function othersText({ first, spill, left, roles }: Told, broker: string | undefined): string {
  const command = commandLine(
    ...['warren', 'explain', first.role.name, spill.phrase],
    ...optionWords('vhost', vhostArgument(spill.grant.right.vhost)),
    ...(broker === undefined ? [] : optionWords('broker', broker)),
  );
  const more = left === 0 ? '' : ` And ${left} more: \`${command}\` shows all.`;
  const alike = roles.length === 0 ? '' : ` So it is with ${listed([...new Set(roles)])}.`;
  return `${alike}${more}`;
}

function notesOf({ reached, together, grant }: FoundSpill): readonly Note[] {
  const notes: Note[] = [];
  if (together !== undefined)
    notes.push({ message: 'It comes together with this line.', place: together.right.place });
  if (reached.place !== undefined) {
    const message = `The ${reached.kind} \`${patternText(reached.pattern)}\` is declared here.`;
    notes.push({ message, place: reached.place });
  }
  for (const place of grant.right.calls)
    notes.push({ message: 'The profile is used here.', place });
  return notes;
}
