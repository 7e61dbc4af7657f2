import assert from 'node:assert/strict';
import { compile } from '../../editors/vscode/src/commands/compile.js';
import { showAccessDiff } from '../../editors/vscode/src/commands/access-diff.js';
import { showRoleAccess } from '../../editors/vscode/src/commands/role-access.js';
import type { Editor } from '../../editors/vscode/src/editor.js';
import type { Outcome, Warren } from '../../editors/vscode/src/warren.js';
import { fakeEditor, fakeWarren, type Answers } from './fake-editor.js';

interface Case {
  readonly what: string;
  readonly answers: Answers;
  readonly outcome?: Partial<Outcome>;
  readonly ran?: readonly string[];
  readonly seen: readonly string[];
}

const uri = 'file:///shop/a.warren';

const commands: Readonly<
  Record<string, { run: (editor: Editor, warren: Warren) => Promise<void>; cases: readonly Case[] }>
> = {
  compile: {
    run: compile,
    cases: [
      { what: 'does nothing without a folder', answers: {}, seen: [] },
      {
        what: 'does nothing where nobody wants an output folder',
        answers: { folder: '/shop' },
        seen: ['output? | /shop'],
      },
      {
        what: 'compiles into the configured folder',
        answers: { folder: '/shop', configured: 'out' },
        outcome: {
          stdout:
            'out/a: 6 files, 7,747 bytes\n  rabbitmq.conf  1,405 bytes\nout/b: 1,002 files, 9 bytes\n\nNext:\n',
        },
        ran: ['/shop$ warren compile . --out /shop/out'],
        seen: [
          'save',
          'log | Compiling /shop into /shop/out\nout/a: 6 files, 7,747 bytes\n  rabbitmq.conf  1,405 bytes\nout/b: 1,002 files, 9 bytes\n\nNext:\n',
          'inform | shop: 1008 files written to /shop/out',
        ],
      },
      {
        what: 'compiles into the folder that was chosen',
        answers: { folder: '/shop', chosen: '/elsewhere' },
        outcome: { stdout: '/elsewhere/b: 1 file, 70 bytes\n' },
        ran: ['/shop$ warren compile . --out /elsewhere'],
        seen: [
          'output? | /shop',
          'save',
          'log | Compiling /shop into /elsewhere\n/elsewhere/b: 1 file, 70 bytes\n',
          'inform | shop: 1 file written to /elsewhere',
        ],
      },
      {
        what: 'tells that the policy has errors',
        answers: { folder: '/shop', configured: 'out' },
        outcome: { status: 1, stderr: 'error[…]\n' },
        ran: ['/shop$ warren compile . --out /shop/out'],
        seen: [
          'save',
          'log | Compiling /shop into /shop/out\nerror[…]\n',
          'complain | shop: the policy has errors, nothing is written',
        ],
      },
      {
        what: 'tells that it could not be done',
        answers: { folder: '/shop', configured: 'out' },
        outcome: { status: 2, stderr: 'warren: …\n' },
        ran: ['/shop$ warren compile . --out /shop/out'],
        seen: [
          'save',
          'log | Compiling /shop into /shop/out\nwarren: …\n',
          'complain | shop: the policy cannot be compiled',
        ],
      },
    ],
  },
  showAccessDiff: {
    run: showAccessDiff,
    cases: [
      { what: 'does nothing without a folder', answers: {}, seen: [] },
      {
        what: 'tells that nothing differs',
        answers: { folder: '/shop' },
        ran: ['/shop$ warren diff --git HEAD .'],
        seen: ['save', 'inform | shop: the access is that of the last commit'],
      },
      {
        what: 'shows what differs',
        answers: { folder: '/shop' },
        outcome: { status: 3, stdout: 'checkout gained …' },
        ran: ['/shop$ warren diff --git HEAD .'],
        seen: ['save', 'show | shop: access since the last commit | checkout gained …'],
      },
      {
        what: 'tells that there is nothing to compare with',
        answers: { folder: '/shop' },
        outcome: { status: 2, stderr: 'warren: …' },
        ran: ['/shop$ warren diff --git HEAD .'],
        seen: [
          'save',
          'log | Comparing the access in /shop with that of the last commit\nwarren: …',
          'complain | shop: the access cannot be compared with that of the last commit',
        ],
      },
    ],
  },
  showRoleAccess: {
    run: showRoleAccess,
    cases: [
      { what: 'does nothing without a folder', answers: {}, seen: [] },
      {
        what: 'tells that there is no role',
        answers: { folder: '/shop' },
        seen: ['complain | shop: the policy declares no role'],
      },
      {
        what: 'does nothing where no role is picked',
        answers: {
          folder: '/shop',
          roles: ['web', 'api', 'web'].map((name) => ({ name, uri })),
        },
        seen: ['pick | api | web'],
      },
      {
        what: 'shows what the server tells of the role',
        answers: { folder: '/shop', roles: [{ name: 'api', uri }], picked: 'api', access: 'all' },
        seen: ['pick | api', `access? | api | ${uri}`, 'show | api: access | all'],
      },
    ],
  },
};

for (const [name, { run, cases }] of Object.entries(commands))
  describe(`the command ${name}`, () => {
    for (const { what, answers, outcome = {}, ran = [], seen } of cases)
      it(what, async () => {
        const fake = { ...fakeEditor(answers), ...fakeWarren(outcome) };
        await run(fake.editor, fake.warren);
        assert.deepEqual(fake.ran, ran);
        assert.deepEqual(fake.seen, seen);
      });
  });
