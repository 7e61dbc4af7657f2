import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Pattern } from '#warren/pattern/pattern.js';
import { patternText } from '#warren/policy/phrases/phrase-text.js';
import { vhostArgument } from '#warren/policy/phrases/vhost-argument.js';
import { printable } from '#warren/report/printable.js';
import { commandLine, optionWords, pathWord, shellWord } from '#warren/source/shell.js';
import { shellArguments } from './shell-arguments.js';

/** Names of what shells, terminals and Warren read something into. */
const name = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...Array.from('\'"`$(){}[]<>|&;!#*?~=-\\%^ \t\u001b\u202e\u2028ü🐇aZ0_./:@+,'),
      ),
      fc.constantFrom(
        '$(touch pwned)',
        '`touch pwned`',
        '${IFS}',
        '$HOME',
        '\\*',
        '**',
        '--',
        '%s',
      ),
      fc.string({ unit: 'grapheme', maxLength: 3 }),
    ),
    { minLength: 1, maxLength: 8 },
  )
  .map((parts) => parts.join('').replace(/[\r\n\0]/g, ''))
  .filter((text) => text !== '');

describe('a command that is shown', () => {
  it('gives the very names, and runs nothing of them', () => {
    fc.assert(
      fc.property(name, name, name, (queue, vhost, path) => {
        const phrase = `bind queue ${patternText(Pattern.literal(queue))} to exchange Y`;
        const words = [
          ...['explain', 'app', phrase],
          ...optionWords('vhost', vhostArgument(Pattern.literal(vhost))),
          ...[pathWord(path), path],
        ];
        const line = commandLine('warren', ...words);
        assert.deepEqual(shellArguments(line), words, line);
        // Nothing is left for a report to write in another way.
        assert.equal(printable(line), line);
      }),
      { numRuns: 60 },
    );
  });

  it('reads as plainly as it can', () => {
    const written = {
      'orders.work': 'orders.work',
      'consume queue a.*': '"consume queue a.*"',
      'C:\\policies': '"C:\\policies"',
      'bind queue "a b" to exchange x': `'bind queue "a b" to exchange x'`,
      "it's": `'it'\\''s'`,
      'a!': "'a!'",
      '~': "'~'",
      '=a': '"=a"',
      '': "''",
      'a\u001b[m': `'a'"$(printf '\\033')"'[m'`,
    };
    for (const [text, word] of Object.entries(written)) assert.equal(shellWord(text), word);
  });

  it('joins what looks like an option', () => {
    assert.equal(commandLine(...optionWords('vhost', '-v')), '--vhost=-v');
    assert.equal(commandLine(pathWord('-x y')), '"./-x y"');
  });
});
