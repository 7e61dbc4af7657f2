import type { Extras } from './extras.js';
import { checkTemplateSize, cloudFormation } from './infrastructure/cloudformation.js';
import { pulumi } from './infrastructure/pulumi.js';
import { terraform } from './infrastructure/terraform.js';
import type { Tool } from './infrastructure/tool.js';

/*
 * Only who writes extras imports this file: to load a writer of YAML takes a good part of the time that
 * a check does.
 */

/** Every tool that a deployment can be written for. */
const TOOLS = [
  {
    name: 'cloudformation',
    path: 'cloudformation.yaml',
    write: cloudFormation,
    check: checkTemplateSize,
  },
  { name: 'terraform', path: 'terraform/main.tf.json', write: terraform, checksIssuer: true },
  { name: 'pulumi', path: 'pulumi/Pulumi.yaml', write: pulumi, checksIssuer: true },
] as const satisfies readonly Tool[];

/** What `--emit` takes. */
export const EXTRAS = [
  'iam-combined',
  'token-guard',
  ...TOOLS.map(({ name }) => name),
  'issuer-check',
] as const;

/** The tools whose plans can check the issuer; CloudFormation has nothing that tells it. */
export const ISSUER_CHECKERS: readonly string[] = TOOLS.filter(
  (tool: Tool) => tool.checksIssuer,
).map(({ name }) => name);

/** Something that `compile` writes only if it is asked for. */
export type Extra = (typeof EXTRAS)[number];

/** Whether the text names something that `compile` can write besides. */
export function isExtra(text: string): text is Extra {
  return EXTRAS.some((extra) => extra === text);
}

/** What was asked for; the order of the words, and a word again, change nothing. */
export function chosenExtras(words: readonly Extra[]): Extras {
  return {
    combined: words.includes('iam-combined'),
    guard: words.includes('token-guard'),
    issuerCheck: words.includes('issuer-check'),
    tools: TOOLS.filter(({ name }) => words.includes(name)),
  };
}
