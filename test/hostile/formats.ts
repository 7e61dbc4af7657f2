import assert from 'node:assert/strict';

/** Holds a report against the grammar of its format; a report that was not made is empty. */
export function assertFormat(format: string, text: string, what: string): void {
  if (text === '') return;
  switch (format) {
    case 'json':
    case 'sarif':
      assert.ok(typeof JSON.parse(text) === 'object', what);
      return;
    case 'github':
      for (const line of text.trimEnd().split('\n'))
        assert.match(line, /^::(?:error|warning|notice) [^\n]*?::|^::group|^\S/, what);
      return;
    case 'junit':
      assertXml(text, what);
  }
}

const ELEMENT =
  /<\?xml version="1\.0" encoding="UTF-8"\?>|<(?<open>[a-z-]+)(?: [a-z]+="(?:[^<&"]|&(?:amp|lt|gt|quot|#\d+);)*")*(?<alone>\/?)>|<\/(?<close>[a-z-]+)>|(?:[^<>&]|&(?:amp|lt|gt|quot|#\d+);)+/y;

/** Holds a text against XML, as far as the reports use it. */
function assertXml(text: string, what: string): void {
  const open: string[] = [];
  ELEMENT.lastIndex = 0;
  for (let at = 0; at < text.length; at = ELEMENT.lastIndex) {
    const groups = ELEMENT.exec(text)?.groups;
    assert.ok(
      groups !== undefined,
      `${what}: no XML at ${JSON.stringify(text.slice(at, at + 80))}`,
    );
    if (groups['open'] !== undefined && groups['alone'] === '') open.push(groups['open']);
    if (groups['close'] !== undefined) assert.equal(groups['close'], open.pop(), what);
  }
  assert.deepEqual(open, [], what);
}
