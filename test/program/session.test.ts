import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { checkPolicy } from '#warren/program/check.js';
import { Session } from '#warren/program/session.js';
import { renderJson } from '#warren/report/json.js';
import { loadPolicy } from '#warren/source/load.js';
import { inFolder, plant } from '../source/temporary.js';
import { everything, loadedFrom, type Texts } from './edited.js';

const examples = fileURLToPath(new URL('../../examples/', import.meta.url));

/** What people type, and what makes a policy another one. */
const pieces = [
  ...['', '\n', ' ', 'x', '*', '.', '"', '#', '{', '}', ',', '${', 'role'],
  ...['queue orders.late\n', 'exchange orders.dead topic\n', 'allow worker { rpc(worker) }\n'],
  ...['never anyone { connect }\n', 'role auditor = arn:aws:iam::111122223333:role/other\n'],
  ...['let team = ${team}\n', '@expect(spill, "known")\n', 'deploy', 'checkout', 'engine'],
];

/** What may change of the file with the brokers and profiles: each part of it that others depend on, or not. */
const slips: readonly (readonly [from: string, to: string])[] = [
  ['engine  amazon-mq 4.2', 'engine  amazon-mq 3.13'],
  ['engine  amazon-mq 4.2', 'engine  amazon-mq 4.9'],
  ['account 111122223333\n  region', 'account 444455556666\n  region'],
  ['  region  eu-west-1\n', ''],
  ['region  eu-west-1', 'region  us-gov-west-1  partition aws-us-gov'],
  ['broker main, spare', 'broker main2, spare'],
  ['let team = orders', 'let team = others'],
  ['let team = orders', 'let teams = orders'],
  ['let state = held', 'let state = ${team}'],
  ['let state = held', 'let state = ${state}'],
  ['let state = held', 'let state = h*ld  let more = x'],
  ['${what}.${state}', '${what}.${status}'],
  ['bind queue ${what}.held', 'bind queue ${role}.held'],
  ['profile nothing-of', 'profile nothing-off'],
  ['profile rpc(service)', 'profile rpc(service, other)'],
  ['consume queue ${service}', 'purge queue ${service}'],
  ['team}/worker', 'team}/workers'],
  ['group services = checkout, worker', 'group services = checkout'],
  ['  let team', '  token RS256 max 30m  id b-1234a5b6-78cd-901e-2fab-3a45b6c178d9\n  let team'],
];

/** A change of the text of one file, at a share of its length, or of which files there are. */
const edit = fc.record({
  file: fc.nat(),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  deleted: fc.constantFrom(0, 0, 1, 1, 7, 60),
  inserted: fc.constantFrom(...pieces),
  what: fc.constantFrom('text', 'text', 'text', 'text', 'text', 'undo', 'remove'),
});
type Edit = typeof edit extends fc.Arbitrary<infer Value> ? Value : never;

/** The texts after an edit; `before` are those of the beginning, which an undo brings back. */
function edited(texts: Texts, before: Texts, { file, at, deleted, inserted, what }: Edit): Texts {
  if (what === 'undo') return before;
  const names = Object.keys(texts);
  const name = names[file % Math.max(1, names.length)] ?? 'new.warren';
  if (what === 'remove')
    return Object.fromEntries(Object.entries(texts).filter(([other]) => other !== name));
  const text = texts[name] ?? '';
  const start = Math.floor(at * text.length);
  return { ...texts, [name]: text.slice(0, start) + inserted + text.slice(start + deleted) };
}

function report(texts: Texts): string {
  return renderJson(checkPolicy(loadedFrom(texts)).diagnostics);
}

function textsOf(folder: string): Texts {
  const names = readdirSync(folder).filter((name) => name.endsWith('.warren'));
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

describe('a session', () => {
  it('says after any edits what a first check says', () => {
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 8 }), (edits) => {
        const session = new Session();
        let texts = everything;
        for (const one of [undefined, ...edits]) {
          if (one !== undefined) texts = edited(texts, everything, one);
          assert.equal(renderJson(session.check(loadedFrom(texts)).diagnostics), report(texts));
        }
      }),
      { numRuns: 25 },
    );
  });

  it('says what a first check says after changes of the broker and of profiles', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...slips), { minLength: 1, maxLength: 6 }), (made) => {
        const session = new Session();
        session.check(loadedFrom(everything));
        let texts = everything;
        for (const [from, to] of made) {
          const text = texts['brokers.warren'] ?? '';
          // Made once more it is taken back.
          const now = text.includes(from) ? text.replace(from, to) : text.replace(to, from);
          texts = { ...texts, 'brokers.warren': now };
          assert.equal(renderJson(session.check(loadedFrom(texts)).diagnostics), report(texts));
        }
      }),
      { numRuns: 15 },
    );
  });

  it('says the same again, and of the same policy as it was', () => {
    const session = new Session();
    const first = session.check(loadedFrom(everything)).diagnostics;
    const codes = new Set(first.map(({ code }) => code));
    for (const code of ['spill', 'undeclared-name', 'redundant-grant'])
      assert(codes.has(code), `${code} is not among ${[...codes].join(', ')}`);
    session.check(loadedFrom({ ...everything, 'brokers.warren': '' }));
    const { diagnostics } = session.check(loadedFrom(everything));
    assert.deepEqual(diagnostics, first);
    assert.deepEqual(session.check(loadedFrom(everything)).diagnostics, first);
  });

  it('sees another role come to write to an exchange of dead letters, and a queue be dead-lettered there', () => {
    const texts = {
      'roles.warren':
        'role a = arn:aws:iam::111122223333:role/a role b = arn:aws:iam::111122223333:role/b',
      'things.warren': `vhost v {
        exchange in direct exchange dead fanout
        queue work dead-letter dead queue failed queue late
      }`,
      'worker.warren': `vhost v { allow a {
        consume queue work bind queue work to exchange in
        declare queue work dead-letter dead bind queue failed to exchange dead
      } }`,
      'others.warren': 'vhost v { allow b { publish exchange in consume queue failed, late } }',
    };
    const written = {
      'others.warren': texts['others.warren'].replace('exchange in', 'exchange in, dead'),
    };
    const fed = {
      'things.warren': texts['things.warren'].replace('late', 'late dead-letter dead'),
    };
    const tagged = { 'more.warren': 'allow b { tag policymaker }' };
    const session = new Session();
    for (const change of [{}, written, {}, fed, {}, tagged, {}]) {
      const now = { ...texts, ...change };
      const { diagnostics } = session.check(loadedFrom(now));
      assert.equal(renderJson(diagnostics), report(now));
      const isTold = diagnostics.some(({ code }) => code === 'spill');
      assert.equal(isTold, Object.keys(change).length > 0, JSON.stringify(change));
    }
  });

  it('keeps a text that is as it was as the same source', () => {
    const session = new Session();
    const [first] = session.check(loadedFrom(everything)).files;
    const changed = { ...everything, 'orders.warren': 'vhost v { }' };
    const files = session.check(loadedFrom(changed)).files;
    assert.equal(files[0], first);
    assert.equal(files[1]?.source.text, 'vhost v { }');
  });

  it('sees a file that the policy names change', () => {
    const policy = 'role r = arn:aws:iam::1:role/r vhost v { topology "defs.json" }';
    inFolder({ 'a.warren': policy }, (folder) => {
      const session = new Session();
      const names = ['x', 'x', 'y"', 'x', 'z'];
      for (const name of names) {
        plant(folder, { 'defs.json': `{"queues": [{"name": "${name}"}]}` });
        const loaded = loadPolicy([folder], folder);
        const { policies, diagnostics } = session.check(loaded);
        const fresh = checkPolicy(loaded);
        assert.equal(renderJson(diagnostics), renderJson(fresh.diagnostics));
        const [declared, known] = [policies, fresh.policies].map(([one]) => [
          ...(one?.vhosts.declared ?? []),
        ]);
        assert.deepEqual(declared, known);
      }
    });
  });

  for (const { name } of readdirSync(examples, { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  ))
    it(`follows the example ${name} while it grows`, () => {
      const texts = textsOf(join(examples, name));
      const session = new Session();
      for (const [file, text] of Object.entries(texts))
        for (let end = 0; end < text.length; end += 150) {
          const now = { ...texts, [file]: text.slice(0, end) };
          assert.equal(renderJson(session.check(loadedFrom(now)).diagnostics), report(now));
        }
    });

  it('can be given up at any time', async () => {
    const session = new Session();
    for (const moment of [0, 1, 2]) {
      const controller = new AbortController();
      const giveUp = (): void => {
        controller.abort(new Error('another key was pressed'));
      };
      if (moment === 0) giveUp();
      else setImmediate(giveUp);
      const texts = { ...everything, 'new.warren': `role r${moment} = arn:aws:iam::1:role/r` };
      const checked = session.checkInTurns(loadedFrom(texts), controller.signal);
      if (moment === 0) await assert.rejects(checked, /another key/);
      else await checked.catch(() => undefined);
      const { diagnostics } = await session.checkInTurns(loadedFrom(texts));
      assert.equal(renderJson(diagnostics), report(texts));
    }
  });
});
