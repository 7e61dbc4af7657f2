import { phraseDiagnostics } from '../../diagnostics/catalog/phrases.js';
import { policyDiagnostics } from '../../diagnostics/catalog/policy.js';
import { correction } from '../../diagnostics/correction.js';
import { isPhrase } from '../../syntax/parse.js';
import type { CallPhrase, Item, Phrase, ProfileDeclaration } from '../../syntax/tree.js';
import { readApiPhrase, readTagPhrase } from './broker-phrases.js';
import { extend, substitute, type Environment } from '../brokers/environment.js';
import type { PhraseContext, PhraseSite } from './context.js';
import { readOperations } from './operations.js';
import type { Outlined } from '../outline.js';
import type { Right } from './rights.js';
import type { Text } from '../names/text.js';

/** How deep profiles may use each other. */
const depthLimit = 64;

/**
 * Turns phrases into single rights: lists multiplied out, profiles and variables filled in. Answers
 * none once the allowance is exceeded, which is reported.
 */
export function expandPhrases(
  items: readonly Item[],
  site: PhraseSite,
  context: PhraseContext,
): readonly Right[] {
  const rights: Right[] = [];
  collect(items, site, context, rights);
  return context.allowance.exceeded ? [] : rights;
}

function collect(
  items: readonly Item[],
  site: PhraseSite,
  context: PhraseContext,
  rights: Right[],
): void {
  for (const item of items) {
    // The parser has reported what is no phrase.
    if (!isPhrase(item)) continue;
    const place = { source: site.source, range: item.range };
    if (!context.allowance.spend(1, place)) return;
    const origin = { place, calls: site.calls };
    switch (item.type) {
      case 'call':
        call(item, site, context, rights);
        break;
      case 'phrase':
        if (context.vhost === undefined && !context.everything) notHere('vhostOnly', item);
        else for (const right of readOperations(item, site, context)) rights.push(right);
        break;
      case 'connect':
        if (context.vhost !== undefined)
          rights.push({ type: 'connect', vhost: context.vhost, ...origin });
        else notHere('vhostOnly', item);
        break;
      case 'tag':
        if (context.vhost !== undefined && !context.everything) notHere('topLevelOnly', item);
        else rights.push(...readTagPhrase(item, origin, context));
        break;
      case 'api':
        if (context.vhost !== undefined && !context.everything) notHere('topLevelOnly', item);
        else rights.push(...readApiPhrase(item, site, origin, context));
        break;
    }
  }

  function notHere(code: 'vhostOnly' | 'topLevelOnly', phrase: Phrase): void {
    const range = phrase.keyword.range;
    const words = { phrase: phrase.keyword.text };
    const notes = site.calls.map((place) => ({ message: 'The profile is used here.', place }));
    context.reporter.report(phraseDiagnostics[code], { source: site.source, range }, words, {
      notes,
      uses: site.calls,
    });
  }
}

/** The profile that a phrase uses, if it takes as many arguments as are given; else that is reported. */
export function profileOf(
  phrase: CallPhrase,
  { source }: PhraseSite,
  { names, reporter }: PhraseContext,
): Outlined<ProfileDeclaration> | undefined {
  const { text: name, range } = phrase.keyword;
  const place = { source, range };
  const profile = names.profiles.get(name);
  if (profile === undefined) {
    const nearest = reporter.suggester.nearest(name, names.profiles.keys());
    const particulars = { what: 'profile', name, nearest, isElsewhere: false };
    reporter.report(policyDiagnostics.unknownName, place, particulars, correction(place, nearest));
    return undefined;
  }
  const { parameters } = profile.node;
  if (parameters.length !== phrase.arguments.length) {
    const wanted = parameters.length === 1 ? '1 argument' : `${parameters.length} arguments`;
    const given = phrase.arguments.length;
    const declared = { source: profile.source, range: profile.node.keyword.range };
    reporter.report(
      policyDiagnostics.wrongArgumentCount,
      place,
      { profile: name, wanted, given },
      { notes: [{ message: 'The profile is declared here.', place: declared }] },
    );
    return undefined;
  }
  return profile;
}

/** What the arguments of a use stand for; a variable in them that has no value is reported. */
export function argumentsOf(
  phrase: CallPhrase,
  { source, environment }: PhraseSite,
  { reporter }: PhraseContext,
): readonly (Text | undefined)[] {
  return phrase.arguments.map((argument) =>
    argument === null ? undefined : substitute(argument, source, environment, reporter),
  );
}

function call(phrase: CallPhrase, site: PhraseSite, context: PhraseContext, rights: Right[]): void {
  const { reporter } = context;
  const profile = profileOf(phrase, site, context);
  if (profile === undefined) return;
  // A profile that leads back to itself was reported with the profiles.
  const { calls } = site;
  const { start } = phrase.range;
  if (calls.some((outer) => outer.source === site.source && outer.range.start === start)) return;
  if (calls.length >= depthLimit) {
    const particulars = { what: 'Profiles use', limit: depthLimit };
    const place = { source: site.source, range: phrase.keyword.range };
    reporter.report(policyDiagnostics.chainTooLong, place, particulars);
    return;
  }
  const given = argumentsOf(phrase, site, context);
  const values = new Map<string, Text | undefined>();
  for (const [at, parameter] of profile.node.parameters.entries())
    if (parameter !== null) values.set(parameter.text, given[at]);
  const inner: PhraseSite = {
    source: profile.source,
    environment: extend(roleAndBroker(site.environment, context.environment), values),
    calls: [...calls, { source: site.source, range: phrase.range }],
  };
  collect(profile.node.items, inner, context, rights);
}

/** A profile sees its own parameters, `${role}` and what the broker knows, not its caller's parameters. */
function roleAndBroker(caller: Environment, broker: Environment): Environment {
  const role = caller.lookup('role');
  return role.found === 'text' ? extend(broker, new Map([['role', role.text]])) : broker;
}
