import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { Reporter } from '#warren/diagnostics/reporter.js';
import { definitions } from '#warren/diagnostics/registry.js';
import { complete } from '#warren/assist/completion/complete.js';
import type { Policy } from '#warren/assist/completion/policy.js';
import { queryable } from '#warren/program/query/queryable.js';
import { TAGS } from '#warren/rabbitmq/tags.js';
import { loadPolicy } from '#warren/source/load.js';
import { Source } from '#warren/source/source.js';
import { parsePolicy } from '#warren/syntax/parse.js';
import { brokerSettings, isReserved } from '#warren/syntax/words.js';
import { piecesOf, type Piece } from '../../syntax/tokens.js';

const names = readdirSync('examples', { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

function examplePolicy(name: string): Policy {
  const loaded = loadPolicy([`examples/${name}`], process.cwd());
  const read = queryable(loaded);
  assert.ok(read.ok);
  const files = loaded.sources.map((source) => parsePolicy(source, new Reporter()));
  return { files, brokers: read.brokers };
}

/** Every name that the policy declares, and every word that stands for itself. */
function knownWords({ brokers }: Policy): ReadonlySet<string> {
  const declared = brokers.flatMap(({ policy, names: known }) => [
    policy.broker.name,
    ...known.roles.keys(),
    ...known.groups.keys(),
    ...known.profiles.keys(),
    ...[...policy.vhosts.declared].flatMap(({ pattern }) =>
      policy.vhosts.of(pattern).names('resource'),
    ),
  ]);
  const tags = TAGS.map(({ name }) => name);
  return new Set([...declared, ...tags, ...definitions.keys(), ...brokerSettings, '@expect']);
}

/** Whether a token is a value of a variable, or an argument of a profile that is no role: a text of any kind. */
function isText(tokens: readonly Piece[], at: number, { brokers }: Policy): boolean {
  const before = tokens[at - 1]?.text;
  if (before === '=' && tokens[at - 3]?.text === 'let') return true;
  if (before !== '(' && before !== ',') return false;
  const opens = tokens.slice(0, at).findLastIndex(({ text }) => /^[(){}]$/.test(text));
  const isOfCall = tokens[opens]?.text === '(' && tokens[opens - 2]?.text !== 'profile';
  const name = tokens[at]?.text ?? '';
  return isOfCall && !brokers.some(({ names: { roles } }) => roles.has(name));
}

/** Whether a token is a name that is declared where it stands, or a text for people. */
function isNew(tokens: readonly Piece[], at: number, text: string): boolean {
  const before = tokens[at - 1];
  if (before === undefined) return false;
  if (['role', 'group', 'profile', 'test', 'let'].includes(before.text)) return true;
  if (!['exchange', 'queue', 'stream'].includes(before.text)) return false;
  const line = text.slice(text.lastIndexOf('\n', before.start) + 1, before.start);
  return line.trim() === '';
}

for (const name of names) {
  const policy = examplePolicy(name);
  const known = knownWords(policy);
  describe(`completion in the example ${name}`, () => {
    for (const file of policy.files) {
      const { text } = file.source;
      const tokens = piecesOf(text);
      const words = tokens
        .map((token, at) => ({ token, at }))
        .filter(({ token, at }) => !/^[{}(),=]$/.test(token.text) && !isNew(tokens, at, text))
        .filter(({ at }) => !isText(tokens, at, policy))
        .filter(({ token }) => isReserved(token.text) || known.has(token.text));

      it(`offers every word where it stands in ${file.source.name}`, () => {
        assert.ok(words.length > 5);
        const missing = words.flatMap(({ token }) =>
          [token.start, token.end].flatMap((offset) => {
            const { offers, replaced } = complete(file, offset, policy);
            const right = replaced.start === token.start && replaced.end === token.end;
            if (right && offers.some(({ label }) => label === token.text)) return [];
            const { line, column } = file.source.position(offset);
            return [
              `${line}:${column} ${token.text}: ${JSON.stringify(replaced)} ${offers
                .map(({ label }) => label)
                .join(' ')
                .slice(0, 200)}`,
            ];
          }),
        );
        assert.deepEqual(missing, []);
      });

      it(`offers nothing that the parser stumbles over in ${file.source.name}`, () => {
        for (const token of tokens.filter((_, at) => at % 3 === 0)) {
          const { offers, replaced } = complete(file, token.start, policy);
          const before = errorsIn(text.slice(0, replaced.start));
          for (const { label, text: inserted = label } of sample(offers)) {
            const after = errorsIn(`${text.slice(0, replaced.start)}${inserted} `);
            const { line, column } = file.source.position(token.start);
            assert.ok(
              after.length <= before.length,
              `${line}:${column} ${inserted}: ${after.join('\n')}\n${before.join('\n')}`,
            );
          }
        }
      });

      it(`offers each thing once in ${file.source.name}`, () => {
        for (const { start } of tokens) {
          const labels = complete(file, start, policy).offers.map(({ label }) => label);
          assert.deepEqual([...new Set(labels)], labels);
        }
      });
    }
  });
}

/** The first of many, the last, and some between. */
function sample<T>(all: readonly T[]): readonly T[] {
  const step = Math.max(1, Math.floor(all.length / 4));
  return all.filter((_, at) => at % step === 0 || at === all.length - 1);
}

/** What the parser says of a text, but for what is only missing behind it. */
function errorsIn(text: string): readonly string[] {
  const reporter = new Reporter();
  parsePolicy(new Source('', text), reporter);
  const end = text.trimEnd().length;
  return reporter.diagnostics
    .filter(({ code }) => code !== 'unclosed-block')
    .filter(
      ({ code, place }) =>
        !['expected-token', 'reserved-word'].includes(code) || place.range.end < end,
    )
    .map(({ message }) => message);
}
