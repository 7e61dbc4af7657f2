import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readJson } from '../cli/json.js';
import { plant, inFolder } from '../source/temporary.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

const project = {
  'package.json': '{ "name": "user", "type": "module" }',
  'use.ts': `import { checkPolicy, loadPolicy, render, version, type Diagnostic } from 'warren';
const { diagnostics } = checkPolicy(loadPolicy(['.'], process.cwd()), false);
const list: readonly Diagnostic[] = diagnostics;
console.log(render('json', list, { colour: false }).length > 0, typeof version);
`,
};

function run(cwd: string, command: string, ...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  assert.equal(status, 0, `${command} ${args.join(' ')}\n${stdout}${stderr}`);
  return stdout;
}

describe('the package', () => {
  it('holds what users need and nothing else, and works where it is installed', () => {
    inFolder(project, (folder) => {
      run(root, 'npm', 'pack', '--ignore-scripts', '--silent', '--pack-destination', folder);
      const [archive = ''] = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
      run(folder, 'npm', 'install', '--silent', '--no-audit', '--no-fund', `./${archive}`);

      const installed = join(folder, 'node_modules/warren');
      const optional = ['README.md'].filter((name) => existsSync(join(root, name)));
      assert.deepEqual(
        readdirSync(installed).sort(),
        ['CHANGELOG.md', 'LICENSE', ...optional, 'dist', 'docs', 'examples', 'package.json'].sort(),
      );
      const dependencies = readdirSync(join(folder, 'node_modules')).filter(
        (name) => !name.startsWith('.') && name !== 'warren',
      );
      const text = readFileSync(join(installed, 'package.json'), 'utf8');
      const { dependencies: listed } = readJson(text, isPackage);
      assert.deepEqual(dependencies.sort(), Object.keys(listed).sort());

      assert.match(run(folder, 'npx', 'warren', '--version'), /^\d+\.\d+\.\d+/);
      run(folder, 'npx', 'warren', 'init');
      assert.equal(run(folder, 'npx', 'warren', 'check'), '1 file, no problems\n');
      assert.match(run(folder, 'npx', 'warren', 'compile', '--out', 'out'), /^out\/orders\//);

      const types = join(root, 'node_modules/@types');
      plant(folder, { 'tsconfig.json': JSON.stringify(compilerOptions(types)) });
      run(folder, process.execPath, join(root, 'node_modules/typescript/bin/tsc'));
      assert.equal(run(folder, process.execPath, 'use.js'), 'true string\n');
    });
  });
});

interface Package {
  readonly dependencies: Readonly<Record<string, string>>;
}

function isPackage(value: object): value is Package {
  return 'dependencies' in value && typeof value.dependencies === 'object';
}

function compilerOptions(types: string): object {
  return {
    compilerOptions: {
      strict: true,
      skipLibCheck: false,
      target: 'ES2022',
      module: 'nodenext',
      moduleResolution: 'nodenext',
      typeRoots: [types],
      types: ['node'],
    },
    files: ['use.ts'],
  };
}
