import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readJson } from '../cli/json.js';
import { blocksOf, linksOf, readPage } from './markdown.js';

const root = new URL('../../', import.meta.url);
const pages = [
  'CONTRIBUTING.md',
  'SECURITY.md',
  'editors/vscode/README.md',
  '.github/pull_request_template.md',
];

function hasScripts(
  value: object,
): value is { readonly scripts: Readonly<Record<string, string>> } {
  return 'scripts' in value;
}

describe('the pages for those who take part', () => {
  for (const page of pages)
    describe(page, () => {
      const text = readPage(page);

      it('names files and folders that there are', () => {
        const named = [
          ...text.matchAll(/`((?:src|test|docs|grammar|bench|\.ci|\.github)\/[^`\s]+)`/g),
        ]
          .map(([, path = '']) => path)
          .filter((path) => !/[A-Z*]{2}/.test(path.replace('README', '')));
        assert.deepEqual(
          named.filter((path) => !existsSync(new URL(path, root))),
          [],
        );
      });

      it('has links that lead somewhere', () => {
        const dead = linksOf(text)
          .map((link) => link.split('#')[0] ?? '')
          .filter((link) => !existsSync(new URL(link, new URL(page, root))));
        assert.deepEqual(dead, []);
      });

      it('tells of scripts that there are', () => {
        const { scripts } = readJson(readPage('package.json'), hasScripts);
        const told = [...text.matchAll(/npm run ([a-z:]+)/g)].map(([, name = '']) => name);
        assert.deepEqual(
          told.filter((name) => !(name in scripts)),
          [],
        );
      });
    });

  it('give each kind of addition its steps', () => {
    const headings = [...readPage('CONTRIBUTING.md').matchAll(/^## Add (.*)$/gm)];
    assert.deepEqual(
      headings.map(([, what]) => what),
      [
        'a diagnostic',
        'a verb',
        'a line of RabbitMQ',
        'a protocol',
        'a format to `compile --emit`',
      ],
    );
    assert.ok(blocksOf(readPage('CONTRIBUTING.md')).length >= 2);
  });
});
