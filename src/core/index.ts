/*
 * `warren/core`: the language, compiler and prover for texts in memory. It reads no file, opens no connection and
 * needs nothing of Node, so that it runs in a browser as well.
 */
import { formatSource } from '../format/format.js';
import type { Session } from '../program/session.js';
import { printable } from '../report/printable.js';
import { Source } from '../source/source.js';
import { TextPolicy } from './policy.js';
import { readTexts, type PolicyText } from './texts.js';

export type { GivenBroker, GivenRight, GivenRole } from './access.js';
export type { TextAnswer, TextQuestion } from './asked.js';
export type { TextClaim } from './claims.js';
export type { TextComparison } from './compared.js';
export type { Stretch, TextColour, TextCompletions, TextHover, TextOffer } from './editing.js';
export type { TextArtifacts, TextPolicy } from './policy.js';
export type { PolicyText } from './texts.js';
export type { TextDiagnostic, TextEdit, TextFix, TextPlace } from './told.js';
export type { Artifact, BrokerArtifacts } from '../emit/output/artifacts.js';
export { chosenExtras, EXTRAS, type Extra } from '../emit/chosen-extras.js';
export type { Extras } from '../emit/extras.js';
export { Session } from '../program/session.js';
export { version } from '../version.js';

/** A policy, or why the texts are none: sentences without a full stop. */
export type OpenedPolicy =
  | { readonly ok: true; readonly policy: TextPolicy }
  | { readonly ok: false; readonly reasons: readonly string[] };

/**
 * Takes texts for the files of one policy: `*.warren`, a `warren.yaml`, and what a `topology` names.
 *
 * ```js
 * const opened = openPolicy([{ name: 'orders.warren', text }]);
 * if (opened.ok) {
 *   const { diagnostics, brokers, claims } = opened.policy;
 *   const written = opened.policy.artifacts();
 *   const answer = opened.policy.ask({ kind: 'who', phrase: 'consume queue orders.work' });
 * }
 * ```
 *
 * @param session what is kept from version to version of a policy that is edited: the next then takes as long
 *   as what the edit touches. Only the newest version of a session is to be asked.
 */
export function openPolicy(files: readonly PolicyText[], session?: Session): OpenedPolicy {
  const read = readTexts(files);
  if (!read.ok) return { ok: false, reasons: read.reasons.map(printable) };
  const names = files.map(({ name }) => name);
  return { ok: true, policy: new TextPolicy(read.loaded, names, session) };
}

/** Gives a text the canonical layout, as `warren fmt` does; what a mistake touches stays as it is. */
export function formatText(text: string): string {
  return formatSource(new Source('', text)).text;
}
