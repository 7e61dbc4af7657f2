/*
 * The library behind the command line: read a policy, check it, and have its files in memory.
 */
export type { Diagnostic, Edit, Fix, Note, Severity } from './diagnostics/diagnostic.js';
export type { Artifact, BrokerArtifacts } from './emit/output/artifacts.js';
export { chosenExtras, EXTRAS, type Extra } from './emit/chosen-extras.js';
export type { Extras } from './emit/extras.js';
export { writeOutput, type OutputResult } from './emit/output/write.js';
export { checkPolicy, type CheckedPolicy, type CheckOptions } from './program/check.js';
export { formats, render, type Format } from './report/formats.js';
export { loadPolicy, type LoadedPolicy } from './source/load.js';
export { Source, type Place, type Position } from './source/source.js';
export type { TextRange } from './source/range.js';
export { version } from './version.js';
