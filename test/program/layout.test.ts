import assert from 'node:assert/strict';
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Reporter } from '#warren/diagnostics/reporter.js';
import { checkPolicy } from '#warren/program/check.js';
import { loadPolicy } from '#warren/source/load.js';
import { Source } from '#warren/source/source.js';
import { parsePolicy } from '#warren/syntax/parse.js';
import { lex } from '#warren/syntax/tokens.js';
import { inFolder } from '../source/temporary.js';

const examples = fileURLToPath(new URL('../../examples/', import.meta.url));

/** What stands between blanks and comments, in order. */
function pieces(text: string): readonly string[] {
  const tokens = lex(text);
  const found: string[] = [];
  for (let token = 0; token < tokens.count;) {
    const first = token;
    if (tokens.kind(token++) === 'comment') continue;
    while (token < tokens.count && tokens.touches(token) && tokens.kind(token) !== 'comment')
      token++;
    found.push(text.slice(tokens.start(first), tokens.end(token - 1)));
  }
  return found;
}

/** The files that are written for a policy, without the manifests, which hold places. */
function written(folder: string): unknown {
  const { artifacts, diagnostics } = checkPolicy(loadPolicy([folder], '/'), { forOutput: true });
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  assert.deepEqual(
    errors.map(({ message }) => message),
    [],
  );
  return artifacts.map(({ files }) => files.filter(({ path }) => path !== 'manifest.json'));
}

describe('newlines and indentation mean nothing', () => {
  for (const { name } of readdirSync(examples, { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  ))
    for (const [layout, separator] of [
      ['on one line', ' '],
      ['a line for each word', '\n'],
    ] as const)
      it(`${name}, ${layout}`, () => {
        inFolder({}, (folder) => {
          cpSync(join(examples, name), folder, { recursive: true });
          for (const file of readdirSync(folder).filter((path) => path.endsWith('.warren'))) {
            const path = join(folder, file);
            writeFileSync(path, pieces(readFileSync(path, 'utf8')).join(separator));
          }
          assert.deepEqual(written(folder), written(join(examples, name)));
        });
      });

  it('a setting may follow a list on its line', () => {
    const broker = 'broker b { engine rabbitmq 4.3 token RS256, ES384 internal-users off }';
    const reporter = new Reporter();
    parsePolicy(new Source('b.warren', broker), reporter);
    assert.deepEqual(reporter.diagnostics, []);
  });
});
