import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { git as ask } from '#warren/program/diff/git-run.js';
import { git } from '../../source/git.js';
import { inFolder } from '../../source/temporary.js';
import { head, warren, type Outcome } from '../warren.js';

const policy = `${head}vhost v { allow r { connect } }\n`;

/** A repository with one commit, and a program beside it that leaves a mark when it is run. */
interface Trap {
  readonly folder: string;
  /** The path of the program. */
  readonly program: string;
  readonly wasRun: () => boolean;
}

function inTrap(body: (trap: Trap) => void): void {
  inFolder({ 'repo/p.warren': policy }, (outer) => {
    const folder = join(outer, 'repo');
    const program = join(outer, 'program');
    writeFileSync(program, `#!/bin/sh\necho "$0" >>'${outer}/mark'\nexit 1\n`);
    chmodSync(program, 0o755);
    git(folder, 'init', '-q');
    git(folder, 'add', '-A');
    git(folder, 'commit', '-qm', 'first');
    body({ folder, program, wasRun: () => existsSync(join(outer, 'mark')) });
  });
}

/** Takes an object away, as a partial clone lacks it. */
function lose(folder: string, what: string): void {
  const id = git(folder, 'rev-parse', what);
  rmSync(join(folder, '.git/objects', id.slice(0, 2), id.slice(2)));
}

function partial(folder: string, url: string): void {
  git(folder, 'config', 'core.repositoryformatversion', '1');
  git(folder, 'config', 'extensions.partialClone', 'origin');
  git(folder, 'config', 'remote.origin.url', url);
  git(folder, 'config', 'remote.origin.promisor', 'true');
}

const diff = (folder: string, ref = 'HEAD', env = {}): Outcome =>
  warren(folder, ['diff', '--git', ref], { env });

/** Ways to have git start a program when it fetches what is missing. */
const fetches: Readonly<Record<string, (trap: Trap) => void>> = {
  'an ssh of its own': ({ folder, program }) => {
    partial(folder, 'ssh://host/x');
    git(folder, 'config', 'core.sshCommand', program);
  },
  'a remote helper': ({ folder, program }) => {
    partial(folder, `ext::${program} x`);
    git(folder, 'config', 'protocol.ext.allow', 'always');
    git(folder, 'config', 'protocol.allow', 'always');
  },
  'the helper of a foreign system': ({ folder, program }) => {
    partial(folder, `${program} x`);
    git(folder, 'config', 'remote.origin.vcs', 'ext');
    git(folder, 'config', 'protocol.ext.allow', 'always');
  },
  'an upload-pack of its own': ({ folder, program }) => {
    partial(folder, `${folder}/.git`);
    git(folder, 'config', 'remote.origin.uploadpack', program);
  },
  'a proxy for git://': ({ folder, program }) => {
    partial(folder, 'git://localhost/x');
    git(folder, 'config', 'core.gitProxy', program);
  },
};

describe('diff --git in a hostile repository', () => {
  for (const [what, set] of Object.entries(fetches))
    for (const lost of ['HEAD:p.warren', 'HEAD^{tree}', 'HEAD'])
      it(`does not run ${what} for the missing ${lost}`, () => {
        inTrap((trap) => {
          set(trap);
          const id = git(trap.folder, 'rev-parse', lost);
          lose(trap.folder, lost);
          const { status, stdout, stderr } = diff(trap.folder);
          assert.deepEqual([status, stdout], [2, '']);
          const missing = lost === 'HEAD:p.warren' ? lost : 'HEAD';
          assert.match(
            stderr,
            /^warren: the repository does not hold .* `git show .*` fetches it\n$/,
          );
          assert.ok(stderr.includes(`does not hold ${missing},`), stderr);
          assert.ok(!trap.wasRun());
          // Git itself does, so the trap is one.
          spawnSync('git', ['cat-file', '-p', id], { cwd: trap.folder });
          assert.ok(trap.wasRun(), 'git falls into the trap');
        });
      });

  it('does not run what watches the files, which git asks when it reads an index', () => {
    inTrap(({ folder, program, wasRun }) => {
      git(folder, 'update-index', '--fsmonitor');
      git(folder, 'config', 'core.fsmonitor', program);
      assert.match(diff(folder, ':p.warren').stderr, /^warren: git knows no commit :p\.warren\n$/);
      assert.equal(diff(folder).stdout, 'The same access.\n');
      assert.ok(!wasRun());
      spawnSync('git', ['status'], { cwd: folder });
      assert.ok(wasRun(), 'git falls into the trap');
    });
  });

  it('runs no hook, pager, filter, alias, viewer of differences, signer or editor', () => {
    inTrap(({ folder, program, wasRun }) => {
      for (const key of [
        ...['core.pager', 'pager.ls-tree', 'pager.cat-file', 'pager.rev-parse', 'core.editor'],
        ...['core.askPass', 'gpg.program', 'diff.external', 'diff.x.textconv', 'diff.x.command'],
        ...['filter.x.smudge', 'filter.x.clean', 'filter.x.process', 'credential.helper'],
        ...['alias.cat-file', 'alias.ls-tree', 'alias.rev-parse', 'core.alternateRefsCommand'],
        ...['uploadpack.packObjectsHook', 'interactive.diffFilter', 'trace2.eventTarget'],
      ])
        git(folder, 'config', key, key.startsWith('alias.') ? `!${program}` : program);
      git(folder, 'config', 'log.showSignature', 'true');
      writeFileSync(join(folder, '.git/info/attributes'), '* filter=x diff=x\n');
      mkdirSync(join(folder, 'hooks'));
      for (const hook of ['post-index-change', 'reference-transaction', 'post-checkout'])
        symlinkSync(program, join(folder, 'hooks', hook));
      git(folder, 'config', 'core.hooksPath', join(folder, 'hooks'));
      assert.equal(diff(folder).stdout, 'The same access.\n');
      assert.ok(!wasRun());
    });
  });

  it('runs no git that lies in the folder', () => {
    inTrap(({ folder, program, wasRun }) => {
      symlinkSync(program, join(folder, 'git'));
      const PATH = `.:${process.env['PATH'] ?? ''}`;
      assert.equal(diff(folder, 'HEAD', { PATH }).stdout, 'The same access.\n');
      assert.ok(!wasRun());
      const only = diff(folder, 'HEAD', { PATH: '.:' });
      assert.equal(only.stderr, 'warren: .: git is in none of the folders of PATH\n');
    });
  });

  it('takes no bare repository that is part of the files', () => {
    inTrap(({ folder }) => {
      git(folder, 'init', '-q', '--bare', 'inner');
      writeFileSync(join(folder, 'inner/p.warren'), policy);
      const { status, stderr } = diff(join(folder, 'inner'));
      assert.equal(status, 2);
      assert.match(stderr, /git answers: .*bare repository/);
    });
  });

  it('hands git nothing of the environment that starts a program or leads astray', () => {
    inTrap(({ folder, program, wasRun }) => {
      partial(folder, 'ssh://host/x');
      lose(folder, 'HEAD:p.warren');
      const env = {
        GIT_SSH_COMMAND: program,
        GIT_SSH: program,
        GIT_ALLOW_PROTOCOL: 'ssh',
        GIT_NO_LAZY_FETCH: '0',
        GIT_TRACE: '1',
        GIT_PAGER: program,
        GIT_DIR: '/nowhere',
        GIT_COMMON_DIR: '/nowhere',
      };
      assert.match(
        diff(folder, 'HEAD', env).stderr,
        /^warren: the repository does not hold HEAD:p/,
      );
      assert.ok(!wasRun());
    });
  });

  it('says so where git does not come to an end', () => {
    inTrap(({ folder }) => {
      execFileSync('mkfifo', [join(folder, 'pipe')]);
      git(folder, 'config', 'include.path', join(folder, 'pipe'));
      const answer = ask(folder, ['rev-parse', 'HEAD'], '', 300);
      assert.ok(!answer.ok);
      assert.match(answer.reason, /^git does not come to an end/);
    });
  });

  it('refuses a policy of the commit that is too large, as it does on disk', () => {
    inTrap(({ folder }) => {
      writeFileSync(join(folder, 'p.warren'), '#'.repeat(8 * 1024 * 1024 + 1));
      git(folder, 'commit', '-qam', 'large');
      const { status, stderr } = diff(folder);
      assert.equal(status, 1);
      assert.match(stderr, /^error\[file-too-large\]: .*\n +--> HEAD:p\.warren:1:1\n/);
    });
  });

  it('tells a name that is no option from one that looks like it', () => {
    inTrap(({ folder }) => {
      assert.match(warren(folder, ['diff', '--git=-x']).stderr, /^warren: '-x' names no commit\n/);
    });
  });
});
