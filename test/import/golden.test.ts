import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { checkPolicy } from '#warren/program/check.js';
import { errorsOf } from '#warren/diagnostics/diagnostic.js';
import { policyOf } from '#warren/import/prove-import.js';
import { warren } from '../cli/warren.js';
import { formatSource } from '#warren/format/format.js';
import { Source } from '#warren/source/source.js';

/** A folder a case: what is imported, and what comes of it in `policy.warren` and `told.txt`. */
const folder = fileURLToPath(new URL('golden/', import.meta.url));
const INPUTS = ['rabbitmq.conf', 'advanced.config', 'definitions.json'];

/** What no output may hold. */
const SECRET = /never-shown/;

function golden(path: string, text: string): void {
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(path, text);
  assert.equal(text, readFileSync(path, 'utf8'));
}

describe('an import', () => {
  const names = readdirSync(folder);

  for (const name of names)
    describe(`of ${name}`, () => {
      const own = `${folder}${name}`;
      const files = INPUTS.filter((file) => existsSync(`${own}/${file}`));
      const more = existsSync(`${own}/arguments.txt`)
        ? readFileSync(`${own}/arguments.txt`, 'utf8').split('|')
        : [];
      const { status, stdout, stderr } = warren(own, ['import', ...files, ...more]);

      it('gives a policy and remarks', () => {
        assert.equal(status, 0);
        golden(`${own}/policy.warren`, stdout);
        golden(`${own}/told.txt`, stderr);
        assert.doesNotMatch(stdout + stderr, SECRET);
      });

      it('is proved to give the same', () => {
        assert.match(
          stderr,
          /^(?:The same access for \d+ roles?, proved both ways|The files give nothing)[^\n]*\n$/m,
        );
      });

      it('compiles, and is in canonical format', () => {
        const { diagnostics } = checkPolicy(policyOf(stdout, own), { forOutput: true });
        const codes = errorsOf(diagnostics).map(({ code }) => code);
        assert.deepEqual(codes, name === 'aliases-alone' ? ['foreign-role'] : []);
        assert.equal(formatSource(new Source('', stdout)).text, stdout);
      });
    });
});
