import type { Broker } from '../../policy/brokers/broker.js';
import type { BrokerAnswer } from '../query/answer.js';
import type { Proposal } from '../query/smallest-grant.js';
import { describeUncounted } from '../../tell/round.js';
import { describeExample, describeNearMiss, describeStep } from '../../tell/step.js';
import { failedStep, type Explanation } from '../../prove/explanation.js';
import { phraseText } from '../../policy/phrases/phrase-text.js';
import type { SourcedScope } from '../../access/sourced-scope.js';
import type { Step } from '../../prove/steps.js';
import type { Place } from '../../source/source.js';
import { printable } from '../../report/printable.js';
import {
  excerpt,
  placesOf,
  placeText,
  scopeJson,
  scopeText,
  writtenJson,
  type WrittenAt,
} from './scope-line.js';
import { askedText, reasonText, type QuestionWords } from './verdict-text.js';
import { proposalLines } from './way-to-yes.js';
import { andMore } from '../../source/counted.js';

/** The most rights of one phrase that are explained one by one. */
const SHOWN = 20;

/** A broker's answer with each check in its order, for people. */
export function explanationLines(
  answer: BrokerAnswer,
  asked: QuestionWords,
  grant: Proposal | undefined,
): readonly string[] {
  const { allowed, explanations, broker } = answer;
  const verdict = allowed ? `yes: ${askedText(asked)}` : `no: ${reasonText(answer, asked)}`;
  const blocks = explanations.slice(0, SHOWN).flatMap((one) => {
    const title = explanations.length === 1 ? [] : ['', `  ${phraseText(one.right)}`];
    return [...title, ...checkLines(one, broker)];
  });
  const more = andMore(explanations.length - SHOWN, 'rights');
  const rest = more === '' ? [] : ['', `  ${more}`];
  const proposal = grant === undefined ? [] : proposalLines(grant);
  return [printable(verdict), ...[...blocks, ...rest].map(printable), ...proposal];
}

function checkLines(explanation: Explanation, broker: Broker): readonly string[] {
  const { steps, tag, api, nearest, round } = explanation;
  const end = failedStep(explanation);
  const made = end === undefined ? steps : steps.slice(0, steps.indexOf(end) + 1);
  const checks = made.flatMap((step, at) => {
    const title = `  ${at + 1}. ${describeStep(step, explanation)}`;
    return stepLines(title, step, made[at - 1], broker);
  });
  const near =
    nearest === undefined
      ? []
      : [
          '     the nearest scope:',
          ...scopeLines(nearest.scope, broker),
          `       ${describeNearMiss(nearest)}`,
        ];
  const ofTag = tag === undefined ? [] : scopeLines(tag, broker);
  const ofApi = placesOf(api)
    .flatMap(writtenLines)
    .map((line) => `     ${line}`);
  const way = round === undefined ? [] : [`  Not counted: ${describeUncounted(round).what}.`];
  return [...checks, ...near, ...ofTag, ...ofApi, ...way];
}

function stepLines(
  title: string,
  step: Step,
  before: Step | undefined,
  broker: Broker,
): readonly string[] {
  const { outcome } = step;
  if (outcome.kind === 'too-complex') return [`${title}: too complex to prove, so no`];
  if (outcome.kind === 'barred') return [`${title}: no, for everybody`];
  if (outcome.kind === 'refused') {
    const example = describeExample(step);
    return [`${title}: no${example === undefined ? '' : `, not on ${example}`}`];
  }
  if (step.fixed !== undefined) return [`${title}: yes, for everybody in the vhost`];
  const { by } = outcome;
  const same = before?.outcome.kind === 'covered' && isSame(by, before.outcome.by);
  if (same) return [`${title}: yes, by the same`];
  return [`${title}: yes`, ...by.flatMap((scope) => scopeLines(scope, broker))];
}

function isSame(some: readonly SourcedScope[], others: readonly SourcedScope[]): boolean {
  return some.length === others.length && some.every((scope) => others.includes(scope));
}

function scopeLines(scope: SourcedScope, broker: Broker): readonly string[] {
  const from = placesOf(scope.grants).flatMap(writtenLines);
  return [`     ${scopeText(scope, broker)}`, ...from.map((line) => `       ${line}`)];
}

/** A phrase, and the lines that use its profile. */
function writtenLines(written: WrittenAt): readonly string[] {
  const shown = (place: Place): string => `${placeText(place)}: ${excerpt(place)}`;
  return [shown(written), ...written.uses.map((use) => `  used at ${shown(use)}`)];
}

/** Each check in its order, for programs. */
export function explanationJson(explanation: Explanation, broker: Broker): object {
  const { right, verdict, steps, tag, api, nearest, round } = explanation;
  return {
    phrase: phraseText(right),
    verdict,
    checks: steps.map((step) => ({
      check: describeStep(step, explanation),
      passed: step.outcome.kind === 'covered',
      ...(step.outcome.kind === 'covered'
        ? { by: step.outcome.by.map((scope) => scopeJson(scope, broker)) }
        : { example: describeExample(step) }),
    })),
    ...(tag === undefined ? {} : { tag: scopeJson(tag, broker) }),
    ...(api.length === 0 ? {} : { grantedAt: placesOf(api).map(writtenJson) }),
    ...(nearest === undefined
      ? {}
      : { nearest: { ...scopeJson(nearest.scope, broker), mismatch: describeNearMiss(nearest) } }),
    ...(round === undefined ? {} : { notCounted: describeUncounted(round).what }),
  };
}
