import assert from 'node:assert/strict';
import { rmSync, symlinkSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { git } from '../../source/git.js';
import { inFolder, plant, type Tree } from '../../source/temporary.js';
import { head, warren, type Outcome } from '../warren.js';

const policy = (phrases: string): string => `${head}vhost v { allow r { ${phrases} } }\n`;
const same = { status: 0, stdout: 'The same access.\n', stderr: '' };

/** Runs `body` in the work tree of a repository whose only commit holds a tree. */
function inRepository(
  tree: Tree,
  body: (folder: string) => void,
  prepare?: (folder: string) => void,
): void {
  inFolder(tree, (folder) => {
    prepare?.(folder);
    git(folder, 'init', '-q');
    git(folder, 'add', '-A');
    git(folder, 'commit', '-qm', 'first');
    body(folder);
  });
}

const diff = (folder: string, ...args: readonly string[]): Outcome =>
  warren(folder, ['diff', '--git', 'HEAD', ...args]);

describe('diff --git', () => {
  it('compares a commit with the files on disk', () => {
    inRepository({ 'p/a.warren': policy('consume queue a') }, (folder) => {
      assert.deepEqual(diff(folder), same);
      plant(folder, { 'p/a.warren': policy('consume queue a, b') });
      const lines = [
        'broker b',
        '  role r arn:aws:iam::111122223333:role/r',
        '    + GAINED consume queue b in vhost v',
        '        new: consume queue b, p/a.warren:8:21',
        '        old: nothing like it',
        '',
        '1 gained, 0 lost',
        '',
      ].join('\n');
      assert.deepEqual(diff(folder), { status: 3, stdout: lines, stderr: '' });
      assert.deepEqual(diff(folder, 'p').stdout, lines);
      assert.deepEqual(diff(folder, 'p/a.warren').stdout, lines);
      const inside = diff(join(folder, 'p')).stdout;
      assert.equal(inside, lines.replace('p/a.warren', 'a.warren'));
      git(folder, 'commit', '-qam', 'second');
      assert.deepEqual(diff(folder), same);
      assert.equal(warren(folder, ['diff', '--git', 'HEAD~1']).stdout, lines);
    });
  });

  it('takes a commit without a policy for an empty one, and one whose policy is gone', () => {
    inRepository({ 'README.md': '' }, (folder) => {
      assert.equal(diff(folder, 'p').status, 2);
      plant(folder, { 'p/a.warren': policy('consume queue a') });
      const { status, stdout } = diff(folder, 'p', '--no-new-access');
      assert.equal(status, 1);
      assert.match(stdout, /GAINED consume queue a in vhost v, which/);
      assert.match(stdout, /\n {2}HEAD:p does not exist: it is compared as an empty policy/);
      assert.equal(diff(folder).status, 3);
      assert.match(
        diff(folder).stdout,
        /HEAD:\. holds no \.warren file: it is compared as an empty/,
      );
      git(folder, 'add', '-A');
      git(folder, 'commit', '-qm', 'second');
      rmSync(join(folder, 'p'), { recursive: true });
      const gone = diff(folder, 'p', '--no-new-access');
      assert.equal(gone.status, 0);
      assert.match(gone.stdout, /LOST consume queue a in vhost v, which/);
    });
  });

  it('tells of a policy of its own below the root that the commit does not have', () => {
    const first = { 'p/warren.yaml': '', 'p/a.warren': policy('consume queue a') };
    inRepository(first, (folder) => {
      plant(folder, { 'p/sub/warren.yaml': '', 'p/sub/b.warren': policy('tag administrator') });
      const { status, stdout } = diff(folder, 'p', '--no-new-access');
      assert.equal(status, 1);
      assert.match(
        stdout,
        /^The same access\.\n(?:.*\n)* {2}not compared: sub in p, a policy of its own/,
      );
      git(folder, 'add', '-A');
      git(folder, 'commit', '-qm', 'second');
      assert.deepEqual(diff(folder, 'p'), same);
    });
  });

  it('shows the places of the commit as git names them', () => {
    inRepository({ 'p/a.warren': policy('consume queue a') }, (folder) => {
      plant(folder, { 'p/a.warren': policy('connect') });
      assert.match(diff(folder, 'p').stdout, /old: consume queue a, HEAD:p\/a\.warren:8:21\n/);
    });
  });

  it('sees the files that a walk over the folder would see', () => {
    const tree = {
      'p/a.warren': policy('connect'),
      'p/.hidden/x.warren': 'no policy',
      'p/node_modules/x.warren': 'no policy',
      'p/notes.txt': 'no policy',
      'outside.warren': 'no policy',
      'other/b.warren': 'vhost v { allow r { consume queue b } }\n',
      'p/sub/c.warren': 'vhost v { allow r { consume queue c } }\n',
    };
    const link = (folder: string): void => {
      symlinkSync('../other', join(folder, 'p/linked'));
      symlinkSync('../p', join(folder, 'p/round'));
      symlinkSync('sub/c.warren', join(folder, 'p/again.warren'));
      symlinkSync('/nowhere', join(folder, 'p/astray'));
    };
    const body = (folder: string): void => {
      assert.deepEqual(diff(folder, 'p'), same);
      unlinkSync(join(folder, 'p/linked'));
      assert.match(
        diff(folder, 'p').stdout,
        /LOST consume queue b .*\n.*HEAD:p\/linked\/b\.warren:1:21/,
      );
      rmSync(join(folder, 'p/sub'), { recursive: true });
      unlinkSync(join(folder, 'p/again.warren'));
      assert.match(diff(folder, 'p').stdout, /LOST consume queue c /);
    };
    inRepository(tree, body, link);
  });

  it('cannot follow a link that leads out of the repository', () => {
    inRepository(
      { 'p/a.warren': policy('connect') },
      (folder) => {
        unlinkSync(join(folder, 'p/out.warren'));
        assert.deepEqual(diff(folder, 'p'), {
          status: 2,
          stdout: '',
          stderr: 'warren: HEAD:p/out.warren does not exist\n',
        });
      },
      (folder) => {
        symlinkSync(join(folder, 'p/a.warren'), join(folder, 'p/out.warren'));
      },
    );
  });

  it('finds the repository from a hook too', () => {
    inRepository({ 'p/a.warren': policy('connect') }, (folder) => {
      const env = { GIT_DIR: '.git', GIT_INDEX_FILE: '.git/index' };
      assert.deepEqual(warren(folder, ['diff', '--git', 'HEAD', 'p'], { env }), same);
    });
  });

  it('takes topology files from the commit too', () => {
    const named = `${head}vhost v { topology "../t/x.json" allow r { publish exchange x } }\n`;
    const topology = (type: string): string =>
      JSON.stringify({ exchanges: [{ name: 'x', vhost: 'v', type }] });
    inRepository({ 'p/a.warren': named, 't/x.json': topology('topic') }, (folder) => {
      assert.deepEqual(diff(folder, 'p'), same);
      plant(folder, { 't/x.json': topology('fanout') });
      assert.match(diff(folder, 'p').stdout, /LOST publish exchange x key a in vhost v\n/);
      rmSync(join(folder, 't'), { recursive: true });
      assert.equal(diff(folder, 'p').status, 1);
    });
  });

  it('compares a configuration with itself as it was', () => {
    const conf = (scopes: string): string =>
      `auth_backends.1 = oauth2\nauth_oauth2.resource_server_id = b\nauth_oauth2.additional_scopes_key = sub\nauth_oauth2.scope_aliases.1.alias = r\nauth_oauth2.scope_aliases.1.scope = ${scopes}\n`;
    inRepository({ 'out/rabbitmq.conf': conf('b.read:v/q') }, (folder) => {
      assert.deepEqual(diff(folder, 'out/rabbitmq.conf'), same);
      plant(folder, { 'out/rabbitmq.conf': conf('b.read:v/q b.tag:administrator') });
      const { stdout } = diff(folder, 'out/rabbitmq.conf');
      assert.match(stdout, /^broker b\n {2}role r\n {4}\+ GAINED tag administrator\n/);
    });
  });

  describe('of a repository with two roots', () => {
    const two = {
      'a/p.warren': policy('consume queue a'),
      'a/warren.yaml': 'ignore: [old]\n',
      'a/old/x.warren': 'no policy',
      'b/p.warren': policy('consume queue b'),
      'b/warren.yaml': '',
    };

    it('compares the root that is named, and no other', () => {
      inRepository(two, (folder) => {
        for (const path of ['a', 'b', 'a/p.warren']) assert.deepEqual(diff(folder, path), same);
        plant(folder, { 'b/p.warren': policy('consume queue b, c') });
        assert.deepEqual(diff(folder, 'a'), same);
        const { status, stdout } = diff(folder, 'b');
        assert.equal(status, 3);
        assert.match(stdout, /^broker b\n.*\n {4}\+ GAINED consume queue c in vhost v\n/);
        assert.deepEqual(
          diff(join(folder, 'b')).stdout,
          stdout.replaceAll('b/p.warren', 'p.warren'),
        );
      });
    });

    it('names the roots where none is named, as they are on disk or in the commit', () => {
      inRepository(two, (folder) => {
        const reason =
          'holds several policies, each with a warren.yaml of its own; name one of a, b';
        assert.deepEqual(diff(folder), {
          status: 2,
          stdout: '',
          stderr: `warren: HEAD:. ${reason}\n`,
        });
        git(folder, 'rm', '-rq', 'b');
        git(folder, 'commit', '-qm', 'second');
        plant(folder, { 'b/p.warren': policy('connect'), 'b/warren.yaml': '' });
        assert.deepEqual(diff(folder).stderr, `warren: . ${reason}\n`);
      });
    });

    it('leaves out of each side what its own warren.yaml ignores', () => {
      inRepository(two, (folder) => {
        plant(folder, {
          'a/warren.yaml': 'ignore: [new, old]\n',
          'a/new/x.warren': 'no policy',
        });
        assert.deepEqual(diff(folder, 'a'), same);
        plant(folder, { 'a/warren.yaml': 'ignore: [new]\n' });
        const { status, stderr } = diff(folder, 'a');
        assert.equal(status, 1);
        assert.match(stderr, /--> a\/old\/x\.warren:/);
        assert.doesNotMatch(stderr, /HEAD:/);
      });
    });

    it('reads the whole root where a folder of it is named', () => {
      inRepository({ ...two, 'a/more/q.warren': 'vhost w { allow r { connect } }\n' }, (folder) => {
        assert.deepEqual(diff(folder, 'a/more'), same);
        plant(folder, { 'a/more/q.warren': 'vhost w { allow r { consume queue q } }\n' });
        assert.match(diff(folder, 'a/more').stdout, /\+ GAINED consume queue q in vhost w\n/);
      });
    });
  });

  const tree = { 'p/a.warren': policy('connect'), 'broken/b.warren': `${head}role s = nothing\n` };
  const failures: readonly (readonly [args: readonly string[], complaint: string])[] = [
    [['--git', 'nowhere'], 'git knows no commit nowhere'],
    [['--git', 'HEAD:p/a.warren', 'p'], 'git knows no commit HEAD:p/a.warren'],
    [['--git', 'HEAD', 'q'], 'HEAD:q does not exist'],
    [
      ['--git', '--all'],
      "Option '--git' needs a value, and '--all' looks like an option; a value of that look is joined to it: --git=--all\nSee warren diff --help.",
    ],
    [['--git=--all'], "'--all' names no commit\nSee warren diff --help."],
    [['--git='], "'' names no commit\nSee warren diff --help."],
    [['--git', 'HEAD', 'p', 'p'], 'diff --git takes one path\nSee warren diff --help.'],
  ];
  for (const [args, complaint] of failures)
    it(`fails for ${args.join(' ')}`, () => {
      inRepository(tree, (folder) => {
        const answer = { status: 2, stdout: '', stderr: `warren: ${complaint}\n` };
        assert.deepEqual(warren(folder, ['diff', ...args]), answer);
      });
    });

  it('fails outside a repository', () => {
    inFolder(tree, (folder) => {
      const { status, stderr } = diff(folder, 'p');
      assert.equal(status, 2);
      assert.match(stderr, /^warren: p: git answers: not a git repository/);
    });
  });

  it('reports a commit with errors, and fails with 1', () => {
    inRepository(tree, (folder) => {
      const { status, stdout, stderr } = diff(folder, 'broken');
      assert.deepEqual([status, stdout], [1, '']);
      assert.match(stderr, /^error\[bad-role-arn\].*\n +--> HEAD:broken\/b\.warren:/);
    });
  });
});
