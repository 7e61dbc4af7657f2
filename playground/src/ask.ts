import type { GivenBroker, TextAnswer, TextClaim, TextQuestion } from '../../dist/core/index.js';
import { html, message } from '../../src/review/browser/dom.js';
import { sentence } from './results.js';
import { shortenedText } from './shortened.js';

/** The form of a question to the policy, and the answer to it. */
export interface AskPanel {
  readonly element: HTMLElement;
  /** The question as it stands; undefined where no phrase is written. */
  readonly question: () => TextQuestion | undefined;
  /** Offers the roles, vhosts and brokers of a policy. */
  readonly offer: (brokers: readonly GivenBroker[]) => void;
  /** Asks what a claim of the policy is about, so that a new policy has an answer at once. */
  readonly suggest: (claims: readonly TextClaim[], brokers: readonly GivenBroker[]) => void;
  readonly show: (answer: TextAnswer | undefined) => void;
}

const kinds = [
  ['explain', 'Why can it, or why not?'],
  ['can', 'Can it?'],
  ['who', 'Who can?'],
] as const;

/** @param asked is called when the question changes */
export function askPanel(asked: () => void): AskPanel {
  const kind = html(
    'select',
    { id: 'ask-kind' },
    ...kinds.map(([value, text]) => html('option', { value }, text)),
  );
  const role = html('select', { id: 'ask-role' });
  const phrase = html('input', {
    id: 'ask-phrase',
    type: 'text',
    spellcheck: 'false',
    autocomplete: 'off',
    placeholder: 'consume queue orders.work',
  });
  const vhosts = html('datalist', { id: 'ask-vhosts' });
  const vhost = html('input', {
    id: 'ask-vhost',
    type: 'text',
    list: 'ask-vhosts',
    spellcheck: 'false',
    autocomplete: 'off',
    placeholder: 'any that fits',
  });
  const broker = html('select', { id: 'ask-broker' });
  const field = (label: string, input: HTMLElement, more?: HTMLElement): HTMLElement =>
    html('label', { class: 'field', for: input.id }, label, input, more);
  const roleField = field('Role', role);
  const brokerField = field('Broker', broker);
  const answer = html('div', { class: 'answer', 'aria-live': 'polite' });
  const form = html(
    'form',
    { class: 'ask', 'aria-label': 'Ask the policy' },
    field('Question', kind),
    roleField,
    html('label', { class: 'field wide-field', for: phrase.id }, 'Phrase', phrase),
    field('Vhost', vhost, vhosts),
    brokerField,
  );
  const shape = (): void => {
    roleField.hidden = kind.value === 'who';
  };
  let timer: ReturnType<typeof setTimeout> | undefined;
  form.addEventListener('input', () => {
    shape();
    clearTimeout(timer);
    timer = setTimeout(asked, 150);
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    asked();
  });
  return {
    element: html('div', {}, form, answer),
    question: () => {
      const text = phrase.value.trim();
      if (text === '') return undefined;
      return {
        kind: kinds.find(([value]) => value === kind.value)?.[0] ?? 'explain',
        phrase: text,
        ...(role.value === '' ? {} : { role: role.value }),
        ...(vhost.value.trim() === '' ? {} : { vhost: vhost.value.trim() }),
        ...(broker.value === '' ? {} : { broker: broker.value }),
      };
    },
    offer: (brokers) => {
      fill(role, [...new Set(brokers.flatMap(({ names }) => names))]);
      fill(broker, ['', ...brokers.map(({ name }) => name)], 'every broker');
      brokerField.hidden = brokers.length < 2;
      const known = [...new Set(brokers.flatMap((one) => one.vhosts))];
      vhosts.replaceChildren(...known.map((value) => html('option', { value })));
    },
    suggest: (claims, brokers) => {
      const names = new Set(brokers.flatMap((one) => one.names));
      const found = claims.find(({ subject }) => names.has(subject)) ?? claims[0];
      if (found === undefined) return;
      kind.value = names.has(found.subject) ? 'explain' : 'who';
      if (names.has(found.subject)) role.value = found.subject;
      phrase.value = found.phrase;
      vhost.value = found.vhost ?? '';
      shape();
    },
    show: (told) => {
      answer.replaceChildren(...answerOf(told));
    },
  };
}

function answerOf(told: TextAnswer | undefined): readonly HTMLElement[] {
  if (told === undefined)
    return [
      html(
        'p',
        { class: 'quiet' },
        'Write a phrase as in a policy, such as publish exchange orders.events key order.created.',
      ),
    ];
  if (!told.ok)
    return told.reasons.map((reason) =>
      html('p', { class: 'alarm' }, ...message(sentence(reason))),
    );
  const verdict = told.allowed === undefined ? '' : told.allowed ? 'yes' : 'no';
  return shortenedText('Answer', `told ${verdict}`, told.lines.join('\n'));
}

/** Offers values, and keeps the one that is chosen as long as it is among them. */
function fill(select: HTMLSelectElement, values: readonly string[], none = ''): void {
  const { value: chosen } = select;
  if (Array.from(select.options, ({ value }) => value).join('\n') === values.join('\n')) return;
  select.replaceChildren(
    ...values.map((value) => html('option', { value }, value === '' ? none : value)),
  );
  if (values.includes(chosen)) select.value = chosen;
}
