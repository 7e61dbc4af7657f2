import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createContext, runInContext } from 'node:vm';
import { build } from 'esbuild';
import { openPolicy } from '#warren/core/index.js';

/** The core as a browser would load it. For a browser nothing of Node's can be asked for: the build ends there. */
async function bundled(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: ['dist/core/index.js'],
    bundle: true,
    platform: 'browser',
    format: 'iife',
    globalName: 'warren',
    write: false,
    logLevel: 'silent',
  });
  const [file] = outputFiles;
  assert.ok(file);
  return file.text;
}

/** What a worker of a browser has and the language has not. */
const web = {
  TextEncoder,
  TextDecoder,
  URL,
  structuredClone,
  performance: { now: () => performance.now() },
  setTimeout,
  clearTimeout,
};

describe('the core without Node', () => {
  it('finds what it finds in Node, with the globals of a browser alone', async () => {
    const name = 'parcels.warren';
    const text = readFileSync('examples/one-service/parcels.warren', 'utf8').replace(
      'consume queue parcel.labels',
      'consume queue parcel.lables',
    );
    const config = readFileSync('examples/one-service/warren.yaml', 'utf8');
    const files = [
      { name, text },
      { name: 'warren.yaml', text: `${config}\nignore: [drafts/**]\nmax-warnings: 3\n` },
      { name: 'drafts/d.warren', text: '}' },
    ];
    const context = createContext({ ...web, files });
    runInContext(await bundled(), context);
    const told: unknown = runInContext(
      `(() => {
        const { policy } = warren.openPolicy(files);
        const mended = files.map((file) => ({ ...file, text: file.text.replace('lables', 'labels') }));
        const sound = warren.openPolicy(mended).policy;
        return JSON.stringify([
          [typeof process, typeof Buffer, typeof require],
          policy.diagnostics, policy.brokers, policy.claims,
          sound.artifacts(warren.chosenExtras(warren.EXTRAS)), sound.ask({ kind: 'who', phrase: 'consume queue *' }),
          sound.comparedWith(sound), sound.hover('${name}', 100), sound.completions('${name}', 100),
          warren.formatText(files[0].text), warren.version,
        ]);
      })()`,
      context,
    );
    const here = openPolicy(files);
    const mended = openPolicy(
      files.map((file) => ({ ...file, text: file.text.replace('lables', 'labels') })),
    );
    assert.ok(here.ok && mended.ok);
    assert.ok(here.policy.diagnostics.length > 0);
    const { chosenExtras, EXTRAS, formatText, version } = await import('#warren/core/index.js');
    assert.deepEqual(
      JSON.parse(String(told)),
      JSON.parse(
        JSON.stringify([
          ['undefined', 'undefined', 'undefined'],
          here.policy.diagnostics,
          here.policy.brokers,
          here.policy.claims,
          mended.policy.artifacts(chosenExtras(EXTRAS)),
          mended.policy.ask({ kind: 'who', phrase: 'consume queue *' }),
          mended.policy.comparedWith(mended.policy),
          mended.policy.hover(name, 100),
          mended.policy.completions(name, 100),
          formatText(text),
          version,
        ]),
      ),
    );
  });
});
