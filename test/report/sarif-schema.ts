import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import draft4 from 'ajv-draft-04';
import formats from 'ajv-formats';

/** The schema of SARIF 2.1.0 as OASIS publishes it, in the package that Microsoft's own tests use. */
const schemaFile = createRequire(import.meta.url).resolve(
  '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json',
);

const ajv = new draft4.default({ allErrors: true, strict: false, unicodeRegExp: false });
formats.default(ajv);
const schema: unknown = JSON.parse(readFileSync(schemaFile, 'utf8'));
if (typeof schema !== 'object' || schema === null) throw new Error(`${schemaFile} is no schema`);
const isValid = ajv.compile(schema);

/** What the schema of SARIF has against a document, a line each; none for a valid one. */
export function againstSarif(document: unknown): readonly string[] {
  if (isValid(document)) return [];
  return (isValid.errors ?? []).map((error) => `${error.instancePath} ${error.message ?? ''}`);
}
