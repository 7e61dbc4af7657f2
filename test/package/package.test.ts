import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { readJson } from '../cli/json.js';
import { bad } from '../cli/warren.js';
import { fakeAccount, freshAccount } from '../deploy/fake-account.js';
import { fakeMq } from '../deploy/fake-mq.js';
import { CONSUME, environment, freshState, policy, type Ended } from '../deploy/run.js';
import { Client } from '../lsp/driver/client.js';
import { Editor } from '../lsp/driver/editor.js';
import { plant, whileInFolder } from '../source/temporary.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

const project = {
  'package.json': '{ "name": "user", "type": "module" }',
  'all.ts': `import * as library from 'warren';
import * as core from 'warren/core';
export const entries: readonly string[] = [...Object.keys(library), ...Object.keys(core)];
`,
  'use.ts': `import { checkPolicy, loadPolicy, render, version, type Diagnostic } from 'warren';
import { openPolicy, type TextDiagnostic } from 'warren/core';
const { diagnostics } = checkPolicy(loadPolicy(['.'], process.cwd()));
const list: readonly Diagnostic[] = diagnostics;
const text = 'vhost v { queue q allow r { consume queue q } }';
const opened = openPolicy([{ name: 'a.warren', text }]);
const told: readonly TextDiagnostic[] = opened.ok ? opened.policy.diagnostics : [];
console.log(render('json', list, { colour: false }).length > 0, typeof version, told[0]?.code);
`,
};

/** An app of the AWS CDK that uses the policy which `warren init` wrote. */
const app = {
  'app.ts': `import { App, Stack } from 'aws-cdk-lib/core';
import { WarrenPolicy, type WarrenPolicyProps } from 'warren/cdk';
const props: WarrenPolicyProps = { path: 'policy.warren', brokerId: 'b-1' };
const app = new App();
const { policies, configuration } = new WarrenPolicy(new Stack(app, 'Stack'), 'Policy', props);
app.synth();
console.log(policies.length, configuration !== undefined);
`,
};

function run(cwd: string, command: string, ...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  assert.equal(status, 0, `${command} ${args.join(' ')}\n${stdout}${stderr}`);
  return stdout;
}

/** Runs `npx warren deploy` as an installed program against a server that plays Amazon MQ. */
async function deploy(
  cwd: string,
  [url, account]: readonly [string, string],
  ...args: readonly string[]
): Promise<Ended> {
  const words = ['warren', 'deploy', 'orders.warren', '--broker', 'orders-prod', ...args];
  const env = { ...environment(url, account), HOME: process.env['HOME'] ?? '' };
  const child = spawn('npx', words, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'close');
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  await ended;
  return { status: child.exitCode, stdout, stderr };
}

/** Puts a package of the project beside the installed one. */
function link(folder: string, name: string): void {
  const place = join(folder, 'node_modules', name);
  mkdirSync(dirname(place), { recursive: true });
  symlinkSync(join(root, 'node_modules', name), place);
}

/** The page to which the server links the mistake of a policy that has one. */
async function pageTold(program: string, folder: string): Promise<string> {
  plant(folder, { 'bad/a.warren': bad });
  const server = spawn(process.execPath, [program, 'lsp'], { stdio: 'pipe' });
  try {
    const client = new Client(server.stdin, server.stdout);
    const publishDiagnostics = { codeDescriptionSupport: true };
    const capabilities = { textDocument: { publishDiagnostics } };
    const editor = await Editor.open(client, [join(folder, 'bad')], { capabilities });
    editor.show('a.warren', bad);
    const [diagnostic] = await editor.told('a.warren', ({ length }) => length > 0);
    return readFileSync(fileURLToPath(diagnostic?.codeDescription?.href ?? ''), 'utf8');
  } finally {
    server.kill();
  }
}

/** What all files below a folder weigh, in bytes. */
function weight(folder: string): number {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => lstatSync(join(folder, name)))
    .reduce((sum, stats) => sum + (stats.isFile() ? stats.size : 0), 0);
}

/** What an installation weighs at most, in bytes: it was 3.7 MB, and nothing else is installed with it. */
const MOST = 3_900_000;

const SDK = '@aws-sdk/client-mq';

/** How projects have TypeScript find modules; what the last of them writes is run. */
const RESOLUTIONS = [
  { module: 'esnext', moduleResolution: 'bundler' },
  { module: 'node16', moduleResolution: 'node16' },
  { module: 'nodenext', moduleResolution: 'nodenext' },
] as const;

describe('the package', () => {
  it('comes alone, and works where it is installed', () =>
    whileInFolder(project, async (folder) => {
      run(root, 'npm', 'pack', '--ignore-scripts', '--silent', '--pack-destination', folder);
      const [archive = ''] = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
      run(folder, 'npm', 'install', '--silent', '--no-audit', '--no-fund', `./${archive}`);

      const installed = join(folder, 'node_modules/warren');
      const text = readFileSync(join(installed, 'package.json'), 'utf8');
      const { peerDependencies, ...manifest } = readJson(text, isPackage);
      assert.ok(!('dependencies' in manifest));
      const isThere = (name: string): boolean => existsSync(join(folder, 'node_modules', name));
      assert.deepEqual(Object.keys(peerDependencies).filter(isThere), []);
      const modules = readdirSync(join(folder, 'node_modules'));
      assert.deepEqual(
        modules.filter((name) => !name.startsWith('.')),
        ['warren'],
      );
      const bytes = weight(join(folder, 'node_modules'));
      assert.ok(bytes < MOST, `the installation weighs ${bytes} bytes`);

      assert.match(run(folder, 'npx', 'warren', '--version'), /^\d+\.\d+\.\d+/);
      run(folder, 'npx', 'warren', 'init');
      assert.match(run(folder, 'npx', 'warren', 'check'), /^1 file, no problems: .*, 1 test\n/);
      assert.match(
        run(folder, 'npx', 'warren', 'compile', '--out', 'out'),
        /^out\/orders: 4 files/,
      );

      assert.match(await pageTold(join(installed, 'dist/warren.js'), folder), /^# unknown-name\n/);

      const compile = (types: readonly string[], ...files: readonly string[]): void => {
        for (const resolution of RESOLUTIONS) {
          const options = compilerOptions(types, files, resolution);
          plant(folder, { 'tsconfig.json': JSON.stringify(options) });
          run(folder, process.execPath, join(root, 'node_modules/typescript/bin/tsc'));
        }
      };
      // The types of the library are whole by themselves: not even those of Node are there.
      compile([], 'all.ts');
      compile(['node'], 'use.ts');
      assert.equal(run(folder, process.execPath, 'use.js'), 'true string unknown-name\n');
      const scope = "import('warren/warren.tmLanguage.json', { with: { type: 'json' } })";
      assert.equal(
        run(
          folder,
          process.execPath,
          '-e',
          `${scope}.then((it) => console.log(it.default.scopeName))`,
        ),
        'source.warren\n',
      );
      const cdk = 'aws-cdk-lib';
      const { stderr } = spawnSync(process.execPath, ['-e', "import('warren/cdk')"], {
        cwd: folder,
        encoding: 'utf8',
      });
      assert.match(stderr, new RegExp(`Cannot find package '${cdk}'`));

      // As one root, the policy of `init` would count together with those that follow.
      rmSync(join(folder, 'warren.yaml'));
      // What lies beside a policy is not run, whatever it is called.
      plant(folder, {
        'orders.warren': policy([CONSUME]),
        [`policies/node_modules/${SDK}/index.js`]: 'console.log("run");',
        'policies/orders.warren': policy([CONSUME]),
      });
      const beside = spawnSync(
        process.execPath,
        [join(installed, 'dist/warren.js'), 'deploy', '--broker', 'orders-prod', '--yes'],
        { cwd: join(folder, 'policies'), encoding: 'utf8' },
      );
      assert.deepEqual([beside.status, beside.stdout], [2, '']);
      assert.match(
        beside.stderr,
        new RegExp(`cd ${folder} && npm install --save-dev ${SDK}@3$`, 'm'),
      );
      const mq = await fakeMq(freshState());
      const account = await fakeAccount(freshAccount());
      try {
        const without = await deploy(folder, [mq.url, account.url], '--yes', '--reboot');
        assert.equal(
          without.stderr,
          `warren: \`deploy\` speaks to AWS by the package ${SDK}, which is not installed beside Warren. This installs it:\n  npm install --save-dev ${SDK}@3\nNothing was changed.\n`,
        );
        assert.deepEqual([without.status, without.stdout, mq.log], [2, '', []]);
        const begun = spawnSync('npx', ['warren', 'init', 'new', '--aws'], {
          cwd: folder,
          env: { ...environment(mq.url, account.url), AWS_REGION: 'eu-west-1' },
          encoding: 'utf8',
        });
        assert.match(
          begun.stderr,
          /by the packages @aws-sdk\/client-iam, @aws-sdk\/client-sts, @aws-sdk\/client-mq, which are not installed beside Warren\. This installs it: npm install --save-dev @aws-sdk\/client-iam@3 @aws-sdk\/client-sts@3 @aws-sdk\/client-mq@3\n/,
        );
        assert.deepEqual([begun.status, existsSync(join(folder, 'new'))], [2, false]);
        // With the SDK for Amazon MQ alone, of the issuer the keys are looked at.
        link(folder, SDK);
        const partly = await deploy(folder, [mq.url, account.url], '--dry-run');
        assert.match(
          partly.stderr,
          /^Not checked: the issuer was not compared .* the package @aws-sdk\/client-iam, which is not installed beside Warren; `npm install --save-dev @aws-sdk\/client-iam@3` installs it\.$/m,
        );
        assert.equal(partly.status, 3);
        for (const name of Object.keys(peerDependencies)) {
          if (name !== SDK) link(folder, name);
        }
        const { status, stderr } = await deploy(
          folder,
          [mq.url, account.url],
          '--yes',
          '--reboot',
          '--poll',
          '0.05',
        );
        assert.match(stderr, /the broker runs with revision 2\nNext, sign in as a role: /);
        assert.equal(status, 0);
      } finally {
        await mq.close();
        await account.close();
      }

      plant(folder, app);
      compile(['node'], 'app.ts');
      assert.equal(run(folder, process.execPath, 'app.js'), '2 true\n');
      // It installs from a registry, and compiles with the types of the AWS CDK.
    })).timeout(600_000);
});

interface Package {
  readonly peerDependencies: Readonly<Record<string, string>>;
}

function isPackage(value: object): value is Package {
  return 'peerDependencies' in value;
}

/** @param types the packages of types that are known without an import, beside none that the project installed */
function compilerOptions(
  types: readonly string[],
  files: readonly string[],
  resolution: (typeof RESOLUTIONS)[number],
): object {
  return {
    compilerOptions: {
      strict: true,
      skipLibCheck: false,
      target: 'ES2022',
      ...resolution,
      typeRoots: [join(root, 'node_modules/@types')],
      types,
    },
    files,
  };
}
