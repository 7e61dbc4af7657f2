import { checkDiagnostics } from '../diagnostics/catalog/checks.js';
import { phraseDiagnostics } from '../diagnostics/catalog/phrases.js';
import type { Reporter } from '../diagnostics/reporter.js';
import { Bytes } from '../pattern/bytes.js';
import { firstFit, glob, readingsAgree } from '../pattern/name-set.js';
import { Pattern } from '../pattern/pattern.js';
import { findName } from '../pattern/witness.js';
import { topicOfKey } from '../rabbitmq/mqtt.js';
import type { ResourceKind } from '../syntax/tree.js';
import { thingsOf, type Thing } from '../policy/phrases/things.js';
import { patternText } from '../policy/phrases/phrase-text.js';
import type { RightsPolicy } from '../policy/policy.js';
import type { Named, Operation, Right } from '../policy/phrases/rights.js';
import { rightsByRole, viaProfiles } from './grants.js';
import { checksOf } from '../access/checks.js';
import { HeldRights } from '../access/held-rights.js';

/**
 * Where the broker's reading of a wildcard is narrower than the usual one, in what is granted and in
 * what a test says can be done: an error if a declared name is lost, else a hint with an example.
 */
export function checkGaps(policy: RightsPolicy, reporter: Reporter): void {
  for (const rights of rightsByRole(policy.grants).values()) checkRights(rights, policy, reporter);
  for (const { kind, rights } of policy.claims)
    if (kind === 'can') checkRights(rights, policy, reporter);
}

function checkRights(rights: readonly Right[], policy: RightsPolicy, reporter: Reporter): void {
  const held = new HeldRights(rights, (vhost) => policy.vhosts.of(vhost));
  for (const right of rights) {
    if (right.type !== 'operation') continue;
    const { key } = right;
    for (const thing of thingsOf(right)) checkThing(thing);
    if (key !== undefined && hasGap(key.pattern)) hintAt(key, right, reporter);

    function checkThing({ named, kind, on }: Thing): void {
      if (right.type !== 'operation' || !hasGap(named.pattern)) return;
      const gap = lostNames(named.pattern, kind, right, policy);
      const { vhost } = right;
      const permissions = checksOf(right).filter((check) => check.on === on);
      // A name that the pattern loses may be given by a right beside it.
      const lost = gap.find(
        (candidate) =>
          !permissions.every(({ permission }) => held.hold({ permission, vhost, name: candidate })),
      );
      if (gap.length === 0) hintAt(named, right, reporter);
      else if (lost !== undefined)
        reporter.report(
          phraseDiagnostics.lostInGap,
          named.place,
          { pattern: patternText(named.pattern), name: patternText(lost) },
          viaProfiles(right),
        );
    }
  }
}

/** Whether some name fits the pattern but is not found by the broker. */
export function hasGap(pattern: Pattern): boolean {
  return !readingsAgree(pattern);
}

/** What may stand for the star of a pattern in a name that people would give. */
const FILLER = Bytes.fromText('a');

/** A name that the broker loses: one that ends twice as the pattern does, or else a shortest. */
function lostExample(pattern: Pattern): Bytes | undefined {
  const [wide, narrow] = [glob(pattern), firstFit(pattern)];
  const twice = Bytes.joined([Bytes.joined(pattern.literals, FILLER), pattern.last], Bytes.empty);
  if (wide.has(twice) && !narrow.has(twice)) return twice;
  const answer = findName({ all: [wide], none: [narrow] });
  return answer.kind === 'witness' ? answer.witness : undefined;
}

function lostNames(
  pattern: Pattern,
  kind: ResourceKind,
  { vhost }: Operation,
  { vhosts }: RightsPolicy,
): readonly Pattern[] {
  return vhosts
    .of(vhost)
    .meeting(pattern, kind, 'glob')
    .filter((item) => item.place !== undefined && item.pattern.isLiteral)
    .map((item) => item.pattern)
    .filter((literal) => !firstFit(pattern).has(literal.first));
}

function hintAt({ pattern, place }: Named, operation: Operation, reporter: Reporter): void {
  const lost = lostExample(pattern);
  if (lost === undefined) return;
  // What the broker makes a key of was written as a topic.
  const written = (made: Pattern): string =>
    patternText(operation.kind === 'mqtt' ? topicOfKey(made) : made);
  const particulars = { pattern: written(pattern), example: written(Pattern.fromBytes([lost])) };
  reporter.report(checkDiagnostics.firstFitGap, place, particulars, viaProfiles(operation));
}
