import { outline } from '../../policy/outline.js';
import type { PolicyFile } from '../../syntax/tree.js';
import { textsOf } from '../../syntax/walk.js';
import { cursorAt } from '../../assist/completion/cursor.js';
import { documentedIn } from '../../assist/completion/doc.js';
import { siteAt } from '../../assist/completion/site.js';

/** The profile that is being used where a cursor stands. */
export interface PhraseSignature {
  readonly label: string;
  /** Where each parameter stands in the label. */
  readonly parameters: readonly (readonly [number, number])[];
  /** Which of them the cursor is at. */
  readonly active: number;
  readonly documentation: string | undefined;
}

/** The signatures of the profile between whose parentheses an offset lies; several if brokers have their own. */
export function signaturesAt(
  file: PolicyFile,
  offset: number,
  files: readonly PolicyFile[],
): readonly PhraseSignature[] {
  const cursor = cursorAt(file, offset);
  const site = cursor && siteAt(cursor);
  const call = site?.item;
  if (site === undefined || call === undefined || !('type' in call) || call.type !== 'call')
    return [];
  const inside = site.tokens.filter(({ start }) => start >= call.range.start);
  if (inside.some(({ text }) => text === ')')) return [];
  const active = inside.filter(({ text }) => text === ',').length;
  const name = call.keyword.text;
  const documented = documentedIn(files);
  return outline(files)
    .profiles.filter(({ node }) => node.name?.text === name)
    .map(({ node, source }) => {
      const names = textsOf(node.parameters);
      const documentation =
        node.name === null ? undefined : documented({ source, range: node.name.range });
      return { ...labelled(name, names), active, documentation };
    });
}

function labelled(
  name: string,
  names: readonly string[],
): Pick<PhraseSignature, 'label' | 'parameters'> {
  const parameters: [number, number][] = [];
  let label = `${name}(`;
  for (const [at, parameter] of names.entries()) {
    if (at > 0) label += ', ';
    parameters.push([label.length, label.length + parameter.length]);
    label += parameter;
  }
  return { label: `${label})`, parameters };
}
