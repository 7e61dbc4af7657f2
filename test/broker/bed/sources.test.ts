import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inFolder, plant } from '../../source/temporary.js';

const BED = join(import.meta.dirname, '../../bed');

const lists = {
  'etc/apt/sources.list': [
    '# deb http://commented.example/debian trixie main',
    'deb [ arch=amd64 signed-by=/k/a.gpg,/k/b.gpg ] https://options.example/debian/ trixie main contrib # note',
    'deb-src http://source.example/debian trixie main',
    'deb cdrom:[Debian 13]/ trixie main',
    '  deb\thttp://plain.example/debian stable contrib main\r',
    'deb http://component.example/x stable other',
    'deb http://flat.example/x ./',
    '',
  ].join('\n'),
  'etc/apt/sources.list.d/b.sources': [
    'Types: deb deb-src\r',
    '# a comment between',
    'URIs: http://one.example/debian',
    '  http://two.example/debian',
    'Suites: trixie',
    'Components: contrib main',
    'Signed-By:',
    ' -----BEGIN PGP PUBLIC KEY BLOCK-----',
    ' .',
    ' mQIN',
    '',
    'Types: deb\nEnabled: no\nURIs: http://off.example/debian\nSuites: x\nComponents: main',
    '\r',
    'types: deb\nuris: http://three.example/debian\nsuites: x\ncomponents: main\nsigned-by: /k/c.gpg',
  ].join('\n'),
  'etc/apt/sources.list.d/c.list': 'deb http://plain.example/debian stable main\n',
  'etc/apt/sources.list.d/d.list.disabled': 'deb http://never.example/debian stable main\n',
};

const archives = [
  'https://options.example/debian/\t/k/a.gpg,/k/b.gpg',
  'http://plain.example/debian\t',
  'http://one.example/debian\t',
  'http://two.example/debian\t',
  'http://three.example/debian\t/k/c.gpg',
];

/** Runs a script of the bed on a machine whose apt is set up with the given files, in a folder. */
function onMachine(
  folder: string,
  files: Readonly<Record<string, string>>,
  script: string,
): string {
  plant(folder, { 'etc/apt/apt.conf.d/none': '', ...files });
  plant(folder, { 'apt.conf': `Dir "${folder}";\nAcquire::Retries "7";\n` });
  const env = {
    ...process.env,
    APT_CONFIG: join(folder, 'apt.conf'),
    PATH: `${folder}/bin:${process.env['PATH'] ?? ''}`,
  };
  return execFileSync('bash', ['-c', script], { cwd: folder, env, encoding: 'utf8' });
}

/** An apt-get that fetches nothing but from one host, and notes where it would. */
const aptGet = `#!/bin/sh
tail -n1 "$(dirname "$APT_CONFIG")/apt/sources.list" >>"$(dirname "$0")/asked"
grep -q three.example "$(dirname "$APT_CONFIG")/apt/sources.list" || exit 100
grep '^Acquire::Retries' "$APT_CONFIG"
`;

describe('where Debian packages come from', () => {
  it('is what apt is set up with, in either notation', () => {
    inFolder({}, (folder) => {
      const told = onMachine(folder, lists, `"${BED}/apt-sources.sh"`);
      assert.deepEqual(told.trimEnd().split('\n'), archives);
    });
  });

  it('is nowhere else: each is tried in turn', () => {
    inFolder({}, (folder) => {
      plant(folder, { 'bin/apt-get': aptGet });
      const script = `chmod +x bin/apt-get; . "${BED}/private-apt.sh"
        debian_keyring=/k/none.gpg private_apt trixie "$PWD/build"; cat build/update.log`;
      const log = onMachine(folder, lists, script);
      assert.match(log, /^Acquire::Retries "7";$/m);
      const deb = (archive: string): string => {
        const [uri = '', signed = ''] = archive.split('\t');
        return `deb ${signed === '' ? '' : `[signed-by=${signed}] `}${uri} trixie main`;
      };
      const asked = readFileSync(join(folder, 'bin/asked'), 'utf8').trimEnd().split('\n');
      assert.deepEqual(asked, archives.map(deb));
    });
  });

  it('is missing where apt is set up with nothing', () => {
    inFolder({}, (folder) => {
      const script = `. "${BED}/private-apt.sh"; (private_apt trixie "$PWD/build") 2>&1 || true`;
      const said = onMachine(folder, {}, script);
      assert.match(said, /set up with no package archive\n$/);
    });
  });

  it('is named by no script', () => {
    const tests = join(import.meta.dirname, '../..');
    for (const name of readdirSync(tests, { recursive: true, encoding: 'utf8' }))
      if (/\.(sh|lua|escript)$/.test(name)) {
        const hosts = readFileSync(join(tests, name), 'utf8').match(/https?:\/\/[\w.-]+/g) ?? [];
        assert.deepEqual(hosts, [], name);
      }
  });
});
