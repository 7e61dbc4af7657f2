import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { documents, schemaText } from '../../site/schemas/documents.js';
import { assertGenerated } from '../docs/generated.js';
import { outputs, type Output } from './outputs.js';
import { isRecord, placesIn, propertiesOf, withMember } from './walk.js';

const folder = new URL('../../docs/schemas/', import.meta.url);

/** The validator of a schema, as somebody would make it of the file. */
function validatorOf(name: string): ValidateFunction {
  const schema: unknown = JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8'));
  assert.ok(isRecord(schema));
  return new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true }).compile(schema);
}

function parsed(text: string): unknown {
  return JSON.parse(text);
}

/** Documents that have parts in common with others, whose outputs have all of them. */
const ALIKE: Readonly<Record<string, readonly string[]>> = { why: ['explain'] };

/** Members that no output of these tests has, and why. */
const UNSEEN: Readonly<Record<string, string>> = {
  mayBeMore: 'it takes a policy that is too complex to look through',
  'too-many': 'it takes more probes than one run makes',
  'no-name': 'it takes a name that cannot be made up',
  'not-over-amqp': 'it takes a policy of an Amazon MQ broker',
  'no-exchange': 'it takes a key that the role lacks, on an exchange that is not there',
  depends: 'it takes an exchange of no declared type',
  'key-of-read': 'it takes a role that may write to nothing',
};

describe('the JSON schemas', () => {
  let written: readonly Output[] = [];

  before(async function () {
    this.timeout(120_000);
    written = await outputs();
  });

  for (const document of documents) {
    const { name } = document;

    it(`${name}.json is made of the one description`, () =>
      assertGenerated(`docs/schemas/${name}.json`, schemaText(document)));

    describe(name, () => {
      const ours = (): readonly (Output & { readonly value: unknown })[] =>
        written
          .filter((one) => one.document === name)
          .map((one) => ({ ...one, value: parsed(one.text) }));

      it('takes what the program writes', () => {
        const validate = validatorOf(name);
        assert.ok(ours().length > 1);
        for (const { by, value } of ours())
          assert.ok(validate(value), `${by}: ${JSON.stringify(validate.errors, null, 1)}`);
      });

      it('refuses a field that it does not know, wherever it stands', () => {
        const validate = validatorOf(name);
        for (const { by, value } of ours())
          for (const place of placesIn(value).slice(0, 300))
            assert.ok(
              !validate(withMember(value, place, 'surprise', 1)),
              `${by}: ${place.join('.')} may have more`,
            );
      });

      it('names nothing that is never there', () => {
        const schema: unknown = JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8'));
        // Diagnostics are the same in all of them.
        const seen = new Set(
          written
            .filter(({ document }) => [name, 'check', ...(ALIKE[name] ?? [])].includes(document))
            .flatMap(({ text }) => [...propertiesOf(parsed(text))]),
        );
        const named = [...propertiesOf(schema, 'properties')];
        const unseen = named.filter((member) => !seen.has(member) && !(member in UNSEEN));
        assert.deepEqual(unseen, []);
      });
    });
  }

  it('are files of the documentation, and no others', () => {
    assert.deepEqual(
      readdirSync(folder).sort(),
      documents.map(({ name }) => `${name}.json`).sort(),
    );
  });
});
