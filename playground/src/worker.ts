import {
  formatText,
  openPolicy,
  Session,
  type OpenedPolicy,
  type PolicyText,
  type TextAnswer,
} from '../../dist/core/index.js';
import type { Answered, Asked, Checked, Questions } from './protocol.js';

/*
 * Checks, proves and answers beside the page, so that typing never waits, and so that a policy whose proof takes
 * too long can be stopped with the whole worker.
 */

const session = new Session();

/** The policy as it was opened last. */
let last: { readonly key: string; readonly opened: OpenedPolicy } | undefined;

/** The policy that was compared with last, which stays the same while its reader types. */
let older: { readonly key: string; readonly opened: OpenedPolicy } | undefined;

/** The policy of some texts, with what is known of the one before. */
function opened(files: readonly PolicyText[]): OpenedPolicy {
  const key = JSON.stringify(files);
  if (last?.key !== key) last = { key, opened: openPolicy(files, session) };
  return last.opened;
}

/** The policy of the texts that are compared with. */
function openedOlder(files: readonly PolicyText[]): OpenedPolicy {
  const key = JSON.stringify(files);
  if (older?.key !== key) older = { key, opened: openPolicy(files) };
  return older.opened;
}

function check({ files, against, question }: Questions['check']['asked']): Checked {
  const nothing = { diagnostics: [], brokers: [], claims: [], colours: {} };
  const found = opened(files);
  if (!found.ok)
    return {
      ...nothing,
      reasons: found.reasons,
      artifacts: undefined,
      comparison: undefined,
      answer: undefined,
    };
  const { policy } = found;
  const base = against.length === 0 ? undefined : openedOlder(against);
  return {
    reasons: [],
    diagnostics: policy.diagnostics,
    brokers: policy.brokers,
    claims: policy.claims,
    artifacts: policy.artifacts(),
    comparison: base?.ok === true ? policy.comparedWith(base.policy) : undefined,
    answer: question && policy.ask(question),
    colours: Object.fromEntries(files.map(({ name }) => [name, policy.colours(name)])),
  };
}

function answered(files: readonly PolicyText[], ask: Questions['ask']['asked']): TextAnswer {
  const found = opened(files);
  return found.ok ? found.policy.ask(ask.question) : found;
}

function answerTo(asked: Asked): Answered['answer'] {
  switch (asked.kind) {
    case 'check':
      return check(asked);
    case 'ask':
      return answered(asked.files, asked);
    case 'hover': {
      const found = opened(asked.files);
      return found.ok ? found.policy.hover(asked.file, asked.offset) : undefined;
    }
    case 'complete': {
      const found = opened(asked.files);
      const { offset } = asked;
      return found.ok
        ? found.policy.completions(asked.file, offset)
        : { start: offset, end: offset, offers: [] };
    }
    case 'format':
      return formatText(asked.text);
  }
}

addEventListener('message', ({ data }: MessageEvent<Asked>) => {
  const answer: Answered = { id: data.id, answer: answerTo(data) };
  postMessage(answer);
});
