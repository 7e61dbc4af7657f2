import assert from 'node:assert/strict';
import { BROKER, CONFIGURATION, OTHER, type State } from './fake-mq.js';
import { CONSUME, freshState, onStage, policy, PUBLISH, type Ended } from './run.js';

const last = ({ stderr }: Ended): string => stderr.trimEnd().split('\n').at(-1) ?? '';
const BACK = ['--rollback', '--yes'] as const;

/** A broker with a history of revisions that give nothing. */
function withHistory(current: number, history: number[], rest: Partial<State> = {}): State {
  const revisions = Array.from({ length: 6 }, (_, at) => `heartbeat = ${100 + at}\n`);
  return { ...freshState(), current, history, revisions, ...rest };
}

describe('warren deploy --rollback', () => {
  it('goes back to the revision before, after the same comparison and question', () =>
    onStage(freshState(), async ({ mq, deploy, asked, write }) => {
      await deploy('--yes', '--reboot');
      write(policy([PUBLISH]));
      await deploy('--yes', '--reboot');
      assert.deepEqual([mq.state.current, mq.state.revisions.length], [3, 3]);
      const questions: string[] = [];
      const { status, stdout, stderr } = await asked(
        (question) => {
          questions.push(question);
          return true;
        },
        '--rollback',
        '--reboot',
      );
      assert.deepEqual(questions, ['Roll back orders-prod and reboot it?']);
      assert.match(stdout, new RegExp(`^Back to revision 2 of ${CONFIGURATION}\\.$`, 'm'));
      assert.match(stdout, /GAINED .*orders\.work/);
      assert.match(stdout, /LOST write resource orders\.events key order\.created/);
      assert.match(stderr, /the broker runs with revision 2\n$/);
      assert.equal(status, 0);
      assert.deepEqual([mq.state.current, mq.state.revisions.length], [2, 3]);
      // The policy comes again, in the revision that it has already.
      assert.equal((await deploy('--yes', '--reboot')).status, 0);
      assert.deepEqual([mq.state.current, mq.state.revisions.length], [3, 3]);
    }));

  it('is refused where it gives new access and none is wanted', () =>
    onStage(freshState(), async ({ mq, deploy, write }) => {
      write(policy([CONSUME, PUBLISH]));
      await deploy('--yes', '--reboot');
      write(policy([CONSUME]));
      await deploy('--yes', '--reboot');
      const { status } = await deploy(...BACK, '--reboot', '--no-new-access');
      assert.equal(status, 1);
      assert.equal(mq.state.current, 3);
    }));

  it('works while the policy has errors, and without one', () =>
    onStage(withHistory(3, [2, 1]), async ({ mq, deploy, bare, write }) => {
      write(policy(['consume queue orders.wrok']));
      assert.equal((await deploy('--yes')).status, 1);
      assert.equal((await deploy(...BACK, '--reboot')).status, 0);
      assert.equal(mq.state.current, 2);
      mq.state.history = [1];
      write('broker {');
      const broken = await deploy(...BACK);
      assert.match(broken.stderr, /name it by its id, --broker b-…, and no path/);
      assert.equal(broken.status, 2);
      const words = [...BACK, '--broker', BROKER, '--region', 'eu-west-1', '--poll', '0.05'];
      const { status, stdout } = await bare(...words, '--reboot');
      assert.match(stdout, /~ heartbeat = 100 \(now 101\)/);
      assert.equal(status, 0);
      assert.equal(mq.state.current, 1);
    }));

  const targets: readonly (readonly [string, State, readonly string[], number | undefined])[] = [
    ['the newest one below, whatever the order', withHistory(5, [1, 4, 2]), [], 4],
    ['the number before, where no history is told', withHistory(5, []), [], 4],
    ['the one that is named', withHistory(5, [4]), ['--to', '2'], 2],
    ['the one that is on its way', withHistory(5, [4], { pending: 4 }), [], 4],
  ];
  for (const [what, state, more, to] of targets)
    it(`goes to ${what}`, () =>
      onStage(state, async ({ mq, deploy }) => {
        const { status } = await deploy(...BACK, '--reboot', ...more);
        assert.equal(status, 0);
        assert.equal(mq.state.current, to);
      }));

  it('takes back what waits for the next reboot, and needs none', () =>
    onStage(withHistory(3, [2], { pending: 4 }), async ({ mq, deploy }) => {
      const refused = await deploy(...BACK, '--reboot');
      assert.equal(refused.status, 1);
      assert.match(last(refused), /by --yes-pending/);
      const done = await deploy(...BACK, '--reboot', '--yes-pending');
      assert.equal(
        last(done),
        `The broker goes on with revision 3 of ${CONFIGURATION}, also after its next reboot.`,
      );
      assert.deepEqual([mq.state.current, mq.state.pending], [3, undefined]);
      assert.ok(!mq.log.includes('RebootBroker'));
    }));

  it('is not done twice', () =>
    onStage(withHistory(4, [3, 5]), async ({ mq, deploy }) => {
      const { status, stdout } = await deploy(...BACK, '--reboot');
      assert.match(stdout, /has had revision 5: it was rolled back already\. To go further back/);
      assert.equal(status, 0);
      assert.equal(mq.state.current, 4);
    }));

  const nowhere: readonly (readonly [string, State, readonly string[], RegExp, number])[] = [
    ['no configuration', freshState(), [], /runs with no configuration that it could/, 1],
    ['no earlier one', withHistory(1, []), [], /no revision before revision 1 of/, 1],
    ['one that there is not', withHistory(3, []), ['--to', '9'], /the newest is revision 6/, 1],
    ['no number', withHistory(3, []), ['--to', 'x'], /--to takes the number of a revision/, 2],
  ];
  for (const [what, state, more, told, code] of nowhere)
    it(`goes nowhere: ${what}`, () =>
      onStage(state, async ({ mq, deploy }) => {
        const { status, stderr } = await deploy(...BACK, ...more);
        assert.match(stderr, told);
        assert.equal(status, code);
        assert.ok(mq.log.every((name) => name.startsWith('Describe')));
      }));

  it('goes to another configuration where the broker ran with that', () =>
    onStage(
      { ...withHistory(1, []), besides: {}, others: ['heartbeat = 77\n'] },
      async ({ mq, deploy }) => {
        mq.state.besides = {
          Configurations: {
            Current: { Id: CONFIGURATION, Revision: 1 },
            History: [{ Id: OTHER, Revision: 1 }],
          },
        };
        const { status, stdout } = await deploy('--rollback', '--dry-run');
        assert.match(stdout, /heartbeat = 77 \(now 100\)/);
        assert.match(stdout, /which `warren deploy` did not write/);
        assert.equal(status, 3);
      },
    ));

  it('has its own options', () =>
    onStage(freshState(), async ({ deploy }) => {
      const { status, stderr } = await deploy('--to', '2');
      assert.match(stderr, /--to is the revision of a --rollback/);
      assert.equal(status, 2);
    }));
});
