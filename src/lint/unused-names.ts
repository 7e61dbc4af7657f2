import { policyDiagnostics as catalog } from '../diagnostics/catalog/policy.js';
import { hasErrors } from '../diagnostics/diagnostic.js';
import type { Reporter } from '../diagnostics/reporter.js';
import { oncePerObject } from '../pattern/memo.js';
import type { Place } from '../source/source.js';
import type { Item, PolicyFile, Template, Word } from '../syntax/tree.js';
import { piecesOf } from '../syntax/children.js';
import { walkItems } from '../syntax/walk.js';

/** Something that is declared and that nothing names. */
export interface UnusedName {
  /** What it is, in words. */
  readonly what: string;
  readonly name: string;
  readonly place: Place;
}

/** What can be declared and named: roles and groups share their names. */
type Space = 'subject' | 'profile' | 'variable';

/** What a file declares by a name, each name once, and the names that it uses. */
class Names {
  readonly declared = new Map<string, UnusedName>();
  readonly used = new Set<string>();
  /** Whether a rule gives every role something, or says that each can do something. */
  usesAnyone = false;

  declare(space: Space, what: string, word: Word | null, source: PolicyFile['source']): void {
    if (word === null) return;
    const key = `${space} ${word.text}`;
    if (!this.declared.has(key))
      this.declared.set(key, { what, name: word.text, place: { source, range: word.range } });
  }

  use(space: Space, words: readonly (Word | null)[]): void {
    for (const word of words) if (word !== null) this.used.add(`${space} ${word.text}`);
  }
}

/**
 * Roles, groups, profiles and variables that are declared and that nothing names. A role that `anyone` alone
 * takes in is used where that grants or claims something; `never anyone` holds for whoever is there.
 */
export function unusedNames(files: readonly PolicyFile[]): readonly UnusedName[] {
  const all = files.map(namesOf);
  const usesAnyone = all.some((names) => names.usesAnyone);
  const declared = new Map<string, UnusedName>();
  for (const names of all)
    for (const [key, one] of names.declared)
      if (!declared.has(key) && !(usesAnyone && one.what === 'role')) declared.set(key, one);
  for (const { used } of all) for (const key of used) declared.delete(key);
  return [...declared.values()];
}

/** The names of a file: after an edit the other files are as they were. */
const namesOf = oncePerObject(({ source, items }: PolicyFile): Names => {
  const names = new Names();
  walkItems<string>(items, '', (item, profile) => {
    note(item, profile, source, names);
    return item.type === 'profile' ? (item.name?.text ?? '') : profile;
  });
  return names;
});

/** Tells what is declared and never used; where something is wrong, it may be used there. */
export function checkUnusedNames(unused: readonly UnusedName[], reporter: Reporter): void {
  if (hasErrors(reporter.reported)) return;
  for (const { place, ...particulars } of unused)
    reporter.report(catalog.unusedName, place, particulars);
}

/** @param profile the profile that the item stands in; empty outside of any */
function note(item: Item, profile: string, source: PolicyFile['source'], names: Names): void {
  // There are more phrases than all else.
  if (item.type === 'phrase') {
    for (const template of item.names) useVariables(template, names);
    for (const { values } of item.clauses)
      for (const template of values) useVariables(template, names);
    return;
  }
  for (const piece of piecesOf(item))
    if ('template' in piece && piece.as !== 'expect-reason') useVariables(piece.template, names);
  switch (item.type) {
    case 'role':
      names.declare('subject', 'role', item.name, source);
      break;
    case 'group':
      names.declare('subject', 'group', item.name, source);
      names.use('subject', item.members);
      break;
    case 'profile':
      names.declare('profile', 'profile', item.name, source);
      break;
    case 'let':
      names.declare('variable', 'variable', item.name, source);
      break;
    case 'on':
      names.use('subject', item.brokers);
      break;
    case 'allow':
    case 'can':
    case 'never':
      names.use('subject', item.subject?.names ?? []);
      if (item.type !== 'never' && item.subject?.anyone === true) names.usesAnyone = true;
      break;
    case 'call':
      if (item.keyword.text !== profile) names.use('profile', [item.keyword]);
      break;
    case 'broker':
    case 'setting':
    case 'token':
    case 'settings':
    case 'vhost':
    case 'exchange':
    case 'queue':
    case 'stream':
    case 'topology':
    case 'test':
    case 'connect':
    case 'tag':
    case 'api':
      break; // They declare none of these, and name them by variables alone.
  }
}

function useVariables(template: Template | null, names: Names): void {
  if (template === null || template.literal !== undefined) return;
  for (const part of template.parts)
    if (part.type === 'interpolation') names.used.add(`variable ${part.name}`);
}
