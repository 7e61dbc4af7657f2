import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chosenExtras, isExtra } from '#warren/emit/chosen-extras.js';
import { checkPolicy } from '#warren/program/check.js';
import { loadPolicy } from '#warren/source/load.js';
import type { Diagnostic } from '#warren/diagnostics/diagnostic.js';
import type { Block } from './markdown.js';

/** The roles that examples use without declaring them. */
const wellKnown = ['checkout', 'fulfiller', 'oncall'];

/**
 * What is said of a policy that lies in a folder of its own, beside the files that it may name. The
 * word `compile` in the block's info asks for what `warren compile` says, and with it what `--emit` can
 * add. Roles that are well known
 * need no declaration, so that examples can be about one thing.
 */
export function diagnosticsOf(
  { language, text, info }: Block,
  files: readonly Block[],
): readonly Diagnostic[] {
  const folder = mkdtempSync(join(tmpdir(), 'warren-docs-'));
  try {
    const isConfig = language === 'yaml';
    if (isConfig) writeFileSync(join(folder, 'warren.yaml'), text);
    writeFileSync(join(folder, 'example.warren'), isConfig ? 'vhost v { queue q }\n' : text);
    const roles = rolesFor(text);
    if (roles !== '') writeFileSync(join(folder, 'roles.warren'), roles);
    for (const { text: content, info } of files)
      for (const name of info) writeFileSync(join(folder, name), content);
    const extras = chosenExtras(info.filter(isExtra));
    const forOutput = info.includes('compile');
    return checkPolicy(loadPolicy([folder], folder), { forOutput, extras }).diagnostics;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Declares the well-known roles that a policy names and does not declare. */
export function rolesFor(text: string): string {
  return wellKnown
    .filter((role) => new RegExp(`\\b${role}\\b`).test(text))
    .filter((role) => !new RegExp(`^ *role +${role} `, 'm').test(text))
    .map((role) => `role ${role} = arn:aws:iam::111122223333:role/${role}\n`)
    .join('');
}
