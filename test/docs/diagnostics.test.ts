import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { allDefinitions, definitions, formerCodes } from '#warren/diagnostics/registry.js';
import { blocksOf, readPage, type Block } from './markdown.js';
import { diagnosticsOf } from './run-example.js';
import { withoutAcceptance, withoutExample } from './without-example.js';

const folder = 'docs/diagnostics';
const codes = allDefinitions.map(({ code }) => code).sort();
const all = readdirSync(new URL(`../../${folder}/`, import.meta.url))
  .filter((name) => name !== 'README.md')
  .map((name) => name.replace(/\.md$/, ''))
  .sort();
const pages = all.filter((page) => !formerCodes.has(page));

/**
 * The codes that an example has to give. One that `gives` may name others in its info, which cannot
 * be without each other; the remedy and the acceptance give nothing at all.
 */
function wantedOf({ info: [kind, ...more] }: Block, code: string): readonly string[] {
  return kind === 'gives' ? [code, ...more.filter((word) => codes.includes(word))].sort() : [];
}

describe('the pages of diagnostics', () => {
  it('are one for each code', () => {
    assert.deepEqual(pages, codes);
  });

  it('say what took the place of a code that is told no more', () => {
    for (const [code, now] of formerCodes) {
      assert(!definitions.has(code) && definitions.has(now));
      const text = readPage(`${folder}/${code}.md`);
      assert(
        text.startsWith(`# ${code}\n\nNo longer told. `) && text.includes(`(${now}.md)`),
        code,
      );
    }
  });

  it('are all in the table, with their severity', () => {
    const rows = [
      ...readPage(`${folder}/README.md`).matchAll(/^\| \[`([a-z0-9-]+)`\]\(\1\.md\) +\| (\w+) /gm),
    ].map(([, code = '', severity = '']) => `${code}: ${severity}`);
    const known = allDefinitions.map(({ code, severity }) => `${code}: ${severity}`);
    assert.deepEqual(rows.sort(), known.sort());
  });

  it('lack examples for codes only that there are', () => {
    const excused = [...Object.keys(withoutExample), ...Object.keys(withoutAcceptance)];
    assert.deepEqual(
      excused.filter((code) => !codes.includes(code)),
      [],
    );
  });

  for (const code of pages)
    describe(code, () => {
      const severity = definitions.get(code)?.severity ?? '';
      const page = readPage(`${folder}/${code}.md`);
      const blocks = blocksOf(page);
      const examples = blocks.filter(({ language }) => ['warren', 'yaml'].includes(language));
      const files = blocks.filter(({ language }) => language === 'json');

      it('starts with its code and severity', () => {
        const word = severity.charAt(0).toUpperCase() + severity.slice(1);
        assert.match(
          page,
          new RegExp(`^# ${code}\n\n${word}(?:, of \`warren compile\` only)?\\. `),
        );
      });

      it('has the examples that it should have', () => {
        const kinds = examples.map(({ info: [kind = ''] }) => kind);
        const wanted = code in withoutExample ? [] : ['gives', 'fixed'];
        assert.deepEqual(kinds.slice(0, 2), wanted);
        const isAccepted = severity === 'warning' && !(code in withoutAcceptance);
        if (isAccepted) assert(kinds.includes('accepted'), 'it does not show how to accept it');
      });

      for (const example of examples)
        it(titleOf(example), () => {
          assert.match(example.info[0] ?? '', /^(?:gives|fixed|accepted)$/);
          // Examples are about one thing, and declare what they do not use.
          const given = diagnosticsOf(example, files).filter(
            (one) => one.code !== 'unused-name' || code === 'unused-name',
          );
          const found = new Set(given.map((one) => one.code));
          assert.deepEqual([...found].sort(), wantedOf(example, code));
        });
    });
});

function titleOf({ info, line }: Block): string {
  return `line ${line}: ${info.join(' ')}`;
}
