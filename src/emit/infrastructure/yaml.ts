import { Document, Scalar, visit } from 'yaml';

/**
 * A value as YAML that every reader takes for the same: each text in double quotes, or as a block where
 * it has several lines, and each key in quotes where it could be taken for something else, as `Null`.
 */
export function writeYaml(value: object): string {
  // In version 1.1 more words than in 1.2 mean something else than themselves.
  const document = new Document(value, { version: '1.1', aliasDuplicateObjects: false });
  visit(document, {
    Scalar: (key, node) => {
      if (key !== 'key' && typeof node.value === 'string')
        node.type = isBlock(node.value) ? Scalar.BLOCK_LITERAL : Scalar.QUOTE_DOUBLE;
    },
  });
  document.directives = undefined;
  return document.toString({ lineWidth: 0 });
}

/** Lines, the first of which does not start with a blank, which a reader would take for indentation. */
function isBlock(text: string): boolean {
  return /^[!-~][ -~]*\n([ -~\n]*\n)?$/.test(text);
}
