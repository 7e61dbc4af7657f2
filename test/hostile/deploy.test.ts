import assert from 'node:assert/strict';
import { freshState, onStage } from '../deploy/run.js';
import { assertShown, MORE_HOSTILE } from './characters.js';

describe('deploy shows no character that a terminal obeys, where Amazon MQ answers', () => {
  for (const [kind, text] of Object.entries(MORE_HOSTILE))
    it(kind, async () => {
      const state = freshState();
      const revision = `# ${text}\n${text} = ${text}\nheartbeat = ${text}\n`;
      Object.assign(state, {
        current: 1,
        revisions: [revision, `${revision}#\n`],
        descriptions: [text, text],
        sanitised: { line: text, reason: text },
        besides: {
          PendingEngineVersion: text,
          PendingSecurityGroups: [text],
          ActionsRequired: [{ ActionRequiredCode: text, ActionRequiredInfo: text }],
          BrokerState: text,
        },
      });
      await onStage(state, async ({ mq, deploy, asked }) => {
        const questions: string[] = [];
        const fault = { status: 400, error: 'BadRequestException', message: text };
        for (const args of [['--dry-run'], ['--rollback', '--to', '1'], ['--yes-drop', '--yes']]) {
          const ended = await deploy(...args);
          assertShown(ended.stdout + ended.stderr, false, args.join(' '));
          assert.ok((ended.stdout + ended.stderr).length > 0);
          const person = (question: string): boolean => questions.push(question) === 0;
          const told = await asked(person, ...args);
          assertShown(told.stdout + told.stderr + questions.join('\n'), false, args.join(' '));
          mq.faults.set('DescribeBroker', [fault]);
          const failed = await deploy(...args);
          assertShown(failed.stdout + failed.stderr, false, args.join(' '));
        }
      });
    });
});
