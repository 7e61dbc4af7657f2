import { acceptanceDiagnostics } from './catalog/acceptance.js';
import { brokerDiagnostics } from './catalog/brokers.js';
import { configDiagnostics } from './catalog/config.js';
import { checkDiagnostics } from './catalog/checks.js';
import { emitDiagnostics } from './catalog/emit.js';
import { nameDiagnostics } from './catalog/names.js';
import { phraseDiagnostics } from './catalog/phrases.js';
import { policyDiagnostics } from './catalog/policy.js';
import { proveDiagnostics } from './catalog/prove.js';
import { syntaxDiagnostics } from './catalog/syntax.js';
import { textDiagnostics } from './catalog/text.js';
import { topologyDiagnostics } from './catalog/topology.js';
import type { Definition } from './define.js';

/** What is known of a kind of diagnostic without an occurrence of it. */
export type AnyDefinition = Pick<
  Definition<never>,
  'code' | 'severity' | 'fixIsSure' | 'isOneCause'
>;

const catalogs: readonly Readonly<Record<string, AnyDefinition>>[] = [
  textDiagnostics,
  configDiagnostics,
  syntaxDiagnostics,
  brokerDiagnostics,
  nameDiagnostics,
  policyDiagnostics,
  phraseDiagnostics,
  topologyDiagnostics,
  checkDiagnostics,
  proveDiagnostics,
  emitDiagnostics,
  acceptanceDiagnostics,
];

/** The definitions of all catalogs; every code stands once. */
export const allDefinitions = catalogs.flatMap((catalog) => Object.values(catalog));

/** Codes that are told no more, each with the one that took its place. Their pages say so. */
export const formerCodes: ReadonlyMap<string, string> = new Map([['no-issuer', 'missing-issuer']]);

/** Every kind of diagnostic by its code. */
export const definitions: ReadonlyMap<string, AnyDefinition> = new Map(
  allDefinitions.map((definition) => [definition.code, definition]),
);
