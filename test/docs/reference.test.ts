import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { run } from '#warren/cli/run.js';
import { Reporter } from '#warren/diagnostics/reporter.js';
import { allDefinitions } from '#warren/diagnostics/registry.js';
import { Source } from '#warren/source/source.js';
import { parsePolicy } from '#warren/syntax/parse.js';
import { anchorsOf, blocksOf, linksOf, readPage, type Block } from './markdown.js';

const references = [
  'README.md',
  'docs/language.md',
  'docs/aws.md',
  'docs/broker-facts.md',
  'docs/clients.md',
  'docs/configuration.md',
  'docs/report.md',
  'docs/sign-in.md',
];
const pages = readdirSync(new URL('../../docs/diagnostics/', import.meta.url));
const all = [...references, ...pages.map((name) => `docs/diagnostics/${name}`)];

describe('the reference', () => {
  for (const path of references) {
    const policies = blocksOf(readPage(path)).filter(({ language }) => language === 'warren');
    for (const block of policies)
      it(`${path}:${block.line} is a policy`, () => {
        const reporter = new Reporter();
        parsePolicy(new Source(path, policyIn(block)), reporter);
        assert.deepEqual(
          reporter.diagnostics.map(({ message }) => message),
          [],
        );
      });
  }

  it('shows policies', () => {
    const shown = references.flatMap((path) => blocksOf(readPage(path)));
    assert(shown.filter(({ language }) => language === 'warren').length > 10);
  });

  it('has links that lead somewhere', () => {
    const dead = all.flatMap((path) =>
      linksOf(readPage(path))
        .filter((link) => !leads(path, link))
        .map((link) => `${path}: ${link}`),
    );
    assert.deepEqual(dead, []);
  });

  it('names every warning and hint, with its page', () => {
    const rows = readPage('docs/language.md').matchAll(
      /^\| \[`([a-z0-9-]+)`\]\(diagnostics\/\1\.md\) /gm,
    );
    const codes = allDefinitions.filter(({ severity }) => severity !== 'error');
    assert.deepEqual(
      [...rows].map(([, code]) => code).sort(),
      codes.map(({ code }) => code).sort(),
    );
  });

  it('describes the commands that there are', async () => {
    const rows = readPage('docs/language.md').matchAll(/^\| `warren ([a-z]+)/gm);
    const described = new Set([...rows].map(([, name]) => name));
    const listed = [...(await help()).matchAll(/^ +warren ([a-z]+) /gm)].map(([, name]) => name);
    assert.deepEqual([...described].sort(), listed.sort());
  });
});

/**
 * The block as a file. A `fragment` holds phrases, and stands in a grant then; lines that say `…`
 * stand for what is left out.
 */
function policyIn({ text, info }: Block): string {
  const shown = text.replace(/^ *…$/gm, '');
  return info.includes('fragment') ? `allow someone {\n${shown}}\n` : shown;
}

function leads(from: string, link: string): boolean {
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? from : new URL(path, `file:///${from}`).pathname.slice(1);
  if (!existsSync(new URL(`../../${target}`, import.meta.url))) return false;
  return anchor === undefined || anchorsOf(readPage(target)).includes(anchor);
}

async function help(): Promise<string> {
  let text = '';
  const out = { colour: false, write: (more: string) => void (text += more) };
  await run(['--help'], { cwd: '/', out, err: out });
  return text;
}
