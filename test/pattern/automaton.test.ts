import assert from 'node:assert/strict';
import { acceptsAllFrom, automatonOf, DEAD, expectedIn, step } from '#warren/pattern/automaton.js';
import type { Automaton } from '#warren/pattern/automaton.js';
import type { Bytes } from '#warren/pattern/bytes.js';
import { globMatches, matches } from '#warren/pattern/match.js';
import type { Reading } from '#warren/pattern/match.js';
import { Pattern } from '#warren/pattern/pattern.js';
import { names, pattern, textsUpTo } from './samples.js';

const READINGS: readonly (readonly [Reading, typeof matches])[] = [
  ['first-fit', matches],
  ['glob', globMatches],
];

function stateAfter(automaton: Automaton, name: Bytes): number {
  let state = 0;
  for (const byte of name.toArray()) if (state !== DEAD) state = step(automaton, state, byte);
  return state;
}

describe('the automaton of a pattern', () => {
  for (const [reading, accepts] of READINGS) {
    it(`accepts in the ${reading} reading what the matcher accepts`, () => {
      const list = names(textsUpTo(6, 'abc'));
      for (const text of textsUpTo(5, 'ab*')) {
        const subject = pattern(text);
        const automaton = automatonOf(subject, reading);
        for (const name of list) {
          const isAccepted = stateAfter(automaton, name) === automaton.accept;
          assert.equal(isAccepted, accepts(subject, name), `${text} on ${name.binary}`);
        }
      }
    });

    it(`follows long periodic literals in the ${reading} reading`, () => {
      const list = names(textsUpTo(12, 'ab'));
      for (const text of ['*aabaab', '*ababb*', '*aabaaab*', 'a*abaab*ba']) {
        const automaton = automatonOf(pattern(text), reading);
        for (const name of list) {
          const isAccepted = stateAfter(automaton, name) === automaton.accept;
          assert.equal(isAccepted, accepts(pattern(text), name), `${text} on ${name.binary}`);
        }
      }
    });

    it(`has at most two states more than the pattern has bytes in the ${reading} reading`, () => {
      for (const text of textsUpTo(5, 'ab*'))
        assert.ok(automatonOf(pattern(text), reading).states.length <= text.length + 2, text);
    });

    it(`treats all bytes alike that it does not name in the ${reading} reading`, () => {
      for (const text of textsUpTo(4, 'ab*')) {
        const automaton = automatonOf(pattern(text), reading);
        for (const state of automaton.states.keys()) {
          const named = new Set(expectedIn(automaton, state));
          const others = Array.from({ length: 256 }, (_, byte) => byte).filter(
            (b) => !named.has(b),
          );
          const ways = new Set(others.map((byte) => step(automaton, state, byte)));
          assert.equal(ways.size, 1, `${text} in state ${state}`);
        }
      }
    });
  }

  it('knows the state from which everything is accepted', () => {
    const prefix = automatonOf(pattern('a*'), 'first-fit');
    assert.equal(acceptsAllFrom(prefix, 0), false);
    assert.equal(acceptsAllFrom(prefix, prefix.accept), true);
    for (const reading of ['first-fit', 'glob'] as const) {
      const suffix = automatonOf(pattern('*a'), reading);
      assert.equal(acceptsAllFrom(suffix, suffix.accept), false);
    }
  });

  it('of the pattern that matches nothing is dead after one byte and never accepts', () => {
    const automaton = automatonOf(Pattern.nothing, 'first-fit');
    assert.notEqual(automaton.accept, 0);
    assert.equal(step(automaton, 0, 0x61), DEAD);
  });
});
