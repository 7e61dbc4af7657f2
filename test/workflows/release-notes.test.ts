import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { inFolder } from '../source/temporary.js';

const program = fileURLToPath(new URL('../../.ci/release-notes.mjs', import.meta.url));

const changelog = `# Changelog

## Unreleased

- Not yet.

## 1.2.0 (2026-12-01)

- A thing.
- Another.

## 1.1.0

## 1.0.0

- The first.
`;

interface Case {
  readonly tag: string;
  readonly version: string;
  readonly locked?: string;
  readonly says: string;
  readonly complains?: RegExp;
}

const cases: Readonly<Record<string, Case>> = {
  'the part of the release': { tag: 'v1.2.0', version: '1.2.0', says: '- A thing.\n- Another.\n' },
  'the last part': { tag: 'v1.0.0', version: '1.0.0', says: '- The first.\n' },
  'a tag of another version': {
    tag: 'v1.2.0',
    version: '1.0.0',
    says: '',
    complains: /^release-notes: the tag is 'v1\.2\.0', and package\.json says 1\.0\.0\n$/,
  },
  'no tag': {
    tag: '',
    version: '1.0.0',
    says: '',
    complains: /the tag is ''/,
  },
  'a lock of another version': {
    tag: 'v1.2.0',
    version: '1.2.0',
    locked: '1.1.0',
    says: '',
    complains: /^release-notes: package-lock\.json says 1\.1\.0, and package\.json 1\.2\.0\n$/,
  },
  'a part without a line': {
    tag: 'v1.1.0',
    version: '1.1.0',
    says: '',
    complains: /^release-notes: CHANGELOG\.md has nothing under '## 1\.1\.0'\n$/,
  },
  'a version that only begins like one': {
    tag: 'v1.2',
    version: '1.2',
    says: '',
    complains: /^release-notes: CHANGELOG\.md has nothing under '## 1\.2'\n$/,
  },
};

describe('the notes of a release', () => {
  for (const [what, { tag, version, locked = version, says, complains }] of Object.entries(cases))
    it(`of ${what}`, () => {
      const files = {
        'package.json': JSON.stringify({ version }),
        'package-lock.json': JSON.stringify({ version: locked }),
        'CHANGELOG.md': changelog,
      };
      inFolder(files, (folder) => {
        const { status, stdout, stderr } = spawnSync(process.execPath, [program, tag, folder], {
          encoding: 'utf8',
        });
        assert.equal(stdout, says);
        assert.match(stderr, complains ?? /^$/);
        assert.equal(status, complains === undefined ? 0 : 1);
      });
    });
});
