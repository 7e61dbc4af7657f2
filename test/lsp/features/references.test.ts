import assert from 'node:assert/strict';
import { Location } from 'vscode-languageserver';
import { isHighlight, listOf } from '../driver/shapes.js';
import { atCursor, markedLines, placeLines } from '../driver/workspace.js';

const roles = `
role checkout = arn:aws:iam::111122223333:role/checkout
role worker = arn:aws:iam::111122223333:role/worker
`;

/** The cursor stands on a name; the ranges are all places that name the same. */
const cases: Readonly<Record<string, string>> = {
  'a role, over files': `
role «check|out» = arn:aws:iam::111122223333:role/checkout
group services = «checkout», worker
role worker = arn:aws:iam::111122223333:role/worker
--- orders.warren
vhost orders {
  allow «checkout» { connect }
  never anyone except «checkout» { consume queue audit }
}
test "t" { vhost orders { can «checkout» { connect } } }
`,
  'a profile': `${roles}
profile «r|pc»(service) { consume queue \${service}.reply }
vhost v { allow checkout { «rpc»(checkout) } }
`,
  'a parameter': `
profile rpc(«ser|vice») { consume queue \${«service»}.reply, \${«service»}.more }
profile other(service) { consume queue \${service}.reply }
`,
  'a queue, with the patterns that mean it': `${roles}
vhost v {
  queue «wo|rk»
  queue workers
  exchange work
  allow worker { consume queue «work» }
  allow checkout { consume queue «w*k» }
  never checkout { purge queue «wor*» }
}
vhost other { queue work }
`,
  'an exchange, as a dead-letter exchange and as a source': `${roles}
vhost v {
  exchange «d|ead» fanout
  queue work dead-letter «dead»
  queue parked
  allow worker {
    declare queue work dead-letter «dead»
    bind queue parked to exchange «dead»
  }
}
`,
  'a queue that a profile names by its parameter': `${roles}
profile own(name) { consume queue «\${name}.reply» }
vhost v {
  queue «checkout.re|ply»
  allow checkout { own(checkout) }
}
`,
  'a queue of a vhost by wildcard': `${roles}
vhost v1 { queue «q|q» }
vhost v2 { queue qq }
vhost v1* { allow worker { consume queue «qq» } }
`,
};

describe('the references of', () => {
  for (const [name, marked] of Object.entries(cases))
    it(name, () =>
      atCursor(marked, async ({ ask, files }) => {
        const context = { includeDeclaration: true };
        const found = await ask('textDocument/references', { context });
        assert.ok(Array.isArray(found) && found.every((one) => Location.is(one)));
        assert.deepEqual(placeLines(found), markedLines(files));
      }),
    );

  it('a role, without its declaration', () =>
    atCursor(
      `role ch|eckout = arn:aws:iam::111122223333:role/checkout
       allow «checkout» { tag monitoring }`,
      async ({ ask, files }) => {
        const context = { includeDeclaration: false };
        const found = await ask('textDocument/references', { context });
        assert.ok(Array.isArray(found) && found.every((one) => Location.is(one)));
        assert.deepEqual(placeLines(found), markedLines(files));
      },
    ));
});

describe('highlights', () => {
  it('are in the file alone, and tell the declaration from the uses', () =>
    atCursor(
      `role ch|eckout = arn:aws:iam::111122223333:role/checkout
allow checkout { tag monitoring }
--- other.warren
allow checkout { tag management }
`,
      async ({ ask }) => {
        const found = await ask('textDocument/documentHighlight');
        assert.deepEqual(
          listOf(found, isHighlight).map(({ range, kind }) => [range.start.line, kind]),
          [
            [0, 3],
            [1, 2],
          ],
        );
      },
    ));
});
