import assert from 'node:assert/strict';
import { complete, type Completions } from '#warren/assist/completion/complete.js';
import { Snapshot } from '#warren/assist/snapshot.js';
import { Session } from '#warren/program/session.js';
import { Source } from '#warren/source/source.js';
import { cases, preamble } from './cases.js';

interface Completed extends Completions {
  /** Answers the case's text with the first offer taken. */
  readonly taken: () => string;
}

function completeIn(marked: string): Completed {
  const offset = preamble.length + marked.indexOf('|');
  const text = preamble + marked.replace('|', '');
  const source = new Source('main.warren', text, '/policy/main.warren');
  const loaded = { sources: [source], root: '/policy', problems: [], textProblems: [] };
  const snapshot = new Snapshot(loaded, new Session());
  const file = snapshot.file('/policy/main.warren');
  assert.ok(file);
  const found = complete(file, offset, snapshot);
  const taken = (): string => {
    const [first] = found.offers;
    const { start, end } = found.replaced;
    return (
      text.slice(preamble.length, start) + (first?.text ?? first?.label ?? '') + text.slice(end)
    );
  };
  return { ...found, taken };
}

describe('completion offers', () => {
  for (const [name, { text, first, has = [], not = [], taken }] of Object.entries(cases))
    it(name, () => {
      const completed = completeIn(text);
      const labels = completed.offers.map(({ label }) => label);
      if (first?.length === 0) assert.deepEqual(labels, []);
      if (first !== undefined) assert.deepEqual(labels.slice(0, first.length), first);
      assert.deepEqual(
        has.filter((label) => !labels.includes(label)),
        [],
        labels.join(' '),
      );
      assert.deepEqual(
        not.filter((label) => labels.includes(label)),
        [],
      );
      if (taken !== undefined) assert.equal(completed.taken(), taken);
    });

  it('the documentation comment and the details of a declaration', () => {
    const { offers } = completeIn('allow pack|');
    const packer = offers.find(({ label }) => label === 'packer');
    assert.equal(packer?.documentation, 'Packs what was ordered.');
    assert.equal(packer.detail, 'role arn:aws:iam::${account}:role/packer');
    const exchanges = completeIn('vhost orders { allow packer { publish exchange | } }').offers;
    const dlx = exchanges.find(({ label }) => label === 'orders.dlx');
    assert.equal(dlx?.detail, 'fanout exchange');
    assert.equal(dlx.documentation, 'Where dead letters go.');
  });
});
