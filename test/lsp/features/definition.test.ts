import assert from 'node:assert/strict';
import { Location } from 'vscode-languageserver';
import { atCursor, markedLines, placeLines } from '../driver/workspace.js';

/** The cursor stands on a name; the ranges are where it is declared. */
const cases: Readonly<Record<string, string>> = {
  'a role that a rule is about': `
role «checkout» = arn:aws:iam::111122223333:role/checkout
allow check|out { tag monitoring }
`,
  'the end of a name': `
role «checkout» = arn:aws:iam::111122223333:role/checkout
allow checkout| { tag monitoring }
`,
  'the declaration itself': `
role «check|out» = arn:aws:iam::111122223333:role/checkout
`,
  'a role of another file': `
allow except-|me { tag monitoring }
--- roles.warren
role «except-me» = arn:aws:iam::111122223333:role/me
`,
  'a group': `
role checkout = arn:aws:iam::111122223333:role/checkout
group «services» = checkout
allow serv|ices { tag monitoring }
`,
  'a member of a group': `
role «checkout» = arn:aws:iam::111122223333:role/checkout
group services = check|out
`,
  'a profile': `
profile «rpc»(service) { consume queue \${service}.reply }
vhost v { allow r { r|pc(x) } }
`,
  'a parameter': `
profile other(service) { consume queue \${service}.reply }
profile rpc(«service») { consume queue \${ser|vice}.reply }
`,
  'a variable, also where its broker has a parameter of the same name elsewhere': `
broker b {
  engine rabbitmq 4.3
  let «prefix» = a
}
profile p(prefix) { consume queue \${prefix} }
vhost \${pre|fix} { }
`,
  'a setting that is a variable': `
broker b {
  engine rabbitmq 4.3
  «account» 111122223333
}
role r = arn:aws:iam::\${acc|ount}:role/r
`,
  'a broker, of every block': `
broker «b» { engine rabbitmq 4.3 }
broker «b» { account 111122223333 }
on |b { }
`,
  'a role that two brokers have each': `
broker a, b { engine rabbitmq 4.3 }
on a { role «r» = arn:aws:iam::111122223333:role/ra }
on b { role «r» = arn:aws:iam::111122223333:role/rb }
allow |r { tag monitoring }
`,
  'a name behind characters outside the basic plane': `
role «r» = arn:aws:iam::111122223333:role/r
test "🐇🐇" { vhost v { can |r { connect } } }
`,
  'nothing for a word that is no name': `
role r = arn:aws:iam::111122223333:role/r
al|low r { tag monitoring }
`,
};

describe('to the declaration of', () => {
  for (const [name, marked] of Object.entries(cases))
    it(name, () =>
      atCursor(marked, async ({ ask, files }) => {
        const found = (await ask('textDocument/definition')) ?? [];
        assert.ok(Array.isArray(found) && found.every((one) => Location.is(one)));
        assert.deepEqual(placeLines(found), markedLines(files));
      }),
    );
});
