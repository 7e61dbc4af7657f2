import assert from 'node:assert/strict';
import { Reporter } from '#warren/diagnostics/reporter.js';
import { Source } from '#warren/source/source.js';
import { isPhrase, parsePhrase } from '#warren/syntax/parse.js';
import { resourceKinds, resourceVerbs } from '#warren/syntax/words.js';
import { parseMarked } from './markers.js';
import { printInline } from './sexpr.js';

/** Phrases, and the tree that each gives in a rule, in a profile and on its own. */
const PHRASES: readonly [string, string][] = [
  ['publish exchange e', '(phrase [publish] exchange [e])'],
  ['publish exchange e key k', '(phrase [publish] exchange [e] (key [k]))'],
  ['publish exchange e, f key k.*, "l.#"', '(phrase [publish] exchange [e f] (key [k.* "l.#"]))'],
  ['publish exchange amq.default', '(phrase [publish] exchange [amq.default])'],
  ['publish exchange e key ""', '(phrase [publish] exchange [e] (key [""]))'],
  ['publish exchange e key *', '(phrase [publish] exchange [e] (key [*]))'],
  ['publish stream s', '(phrase [publish] stream [s])'],
  ['consume queue q.*', '(phrase [consume] queue [q.*])'],
  ['consume, purge queue q', '(phrase [consume purge] queue [q])'],
  ['declare , delete queue q', '(phrase [declare delete] queue [q])'],
  ['declare queue q dead-letter x', '(phrase [declare] queue [q] (dead-letter [x]))'],
  ['declare exchange e alternate x', '(phrase [declare] exchange [e] (alternate [x]))'],
  ['bind queue q to exchange e', '(phrase [bind] queue [q] (to [e]))'],
  ['bind queue q to exchange e, f key k, l', '(phrase [bind] queue [q] (to [e f]) (key [k l]))'],
  ['bind exchange e to exchange f', '(phrase [bind] exchange [e] (to [f]))'],
  ['bind queue q key k to exchange e', '(phrase [bind] queue [q] (key [k]) (to [e]))'],
  ['unbind queue q from exchange e key k', '(phrase [unbind] queue [q] (from [e]) (key [k]))'],
  ['publish\n exchange\n e\n key\n k', '(phrase [publish] exchange [e] (key [k]))'],
  ['consume queue "q" # why', '(phrase [consume] queue ["q"])'],
  ['connect', '(connect)'],
  ['tag monitoring', '(tag [monitoring])'],
  ['tag monitoring, policymaker', '(tag [monitoring policymaker])'],
  ['deploy', '(api [deploy])'],
  ['deploy, observe, reboot, create', '(api [deploy observe reboot create])'],
  ['mq:ListBrokers', '(api [mq:ListBrokers])'],
  ['mq:ListBrokers, deploy', '(api [mq:ListBrokers deploy])'],
  ['rpc()', '(call rpc [])'],
  ['rpc(a)', '(call rpc [a])'],
  ['rpc( a.*, "b c", ${role} )', '(call rpc [a.* "b c" ${role}])'],
  ['rpc-client (a)', '(call rpc-client [a])'],
];

const RAW = resourceVerbs.flatMap((verb) =>
  resourceKinds.map((kind): [string, string] => [
    `${verb} ${kind} x`,
    `(phrase [${verb}] ${kind} [x])`,
  ]),
);

describe('a phrase', () => {
  for (const [text, tree] of [...PHRASES, ...RAW])
    it(text, () => {
      const inRule = parseMarked(`never a { ${text}\n${text}\n}`);
      assert.equal(printInline(inRule.file.items), `(never [a] ${tree} ${tree})`);
      const inProfile = parseMarked(`profile p() {${text}}`.replace('# why}', '# why\n}'));
      assert.equal(printInline(inProfile.file.items), `(profile p [] ${tree})`);
      const reporter = new Reporter();
      const alone = parsePhrase(new Source('phrase', text), reporter);
      assert.deepEqual(reporter.diagnostics, []);
      assert.equal(alone === undefined ? '' : printInline([alone]), tree);
    });
});

/** What is no phrase alone, the code that says so, and whether a tree comes of it. */
const NO_PHRASES: readonly [string, string, boolean][] = [
  ['', 'expected-token', false],
  ['# connect', 'expected-token', false],
  ['connect connect', 'unexpected-token', true],
  ['connect }', 'stray-brace', true],
  ['publish', 'expected-token', true],
  ['publish exchange', 'expected-token', true],
  ['pubish exchange e', 'unknown-keyword', true],
  ['role a = b', 'misplaced-item', false],
  ['vhost v { connect }', 'misplaced-item', false],
  ['orders.work', 'expected-token', false],
  ['}', 'expected-token', false],
];

describe('a phrase on its own', () => {
  for (const [text, code, read] of NO_PHRASES)
    it(`is told not to be one: ${text}`, () => {
      const reporter = new Reporter();
      const phrase = parsePhrase(new Source('phrase', text), reporter);
      assert.equal(reporter.diagnostics[0]?.code, code);
      assert.equal(phrase !== undefined, read);
      assert.equal(phrase === undefined || isPhrase(phrase), true);
    });
});
