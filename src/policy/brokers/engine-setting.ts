import { brokerDiagnostics as catalog } from '../../diagnostics/catalog/brokers.js';
import { correction } from '../../diagnostics/correction.js';
import { didYouMean } from '../../diagnostics/nearest.js';
import type { Reporter } from '../../diagnostics/reporter.js';
import { exampleRelease, newestLine, releaseName, type Engine } from '../../rabbitmq/engines.js';
import { parseEngine, type EngineProblem } from '../../rabbitmq/parse-engine.js';
import type { Place } from '../../source/source.js';

/** One word of an `engine` setting. */
interface EngineWord {
  readonly text: string;
  readonly place: Place;
}

/** Looks up the engine that a broker names; reports an unknown one, and a patch not yet known. */
export function readEngine(
  product: EngineWord,
  version: EngineWord,
  reporter: Reporter,
): Engine | undefined {
  const result = parseEngine(product.text, version.text);
  if (!result.ok) {
    const word = result.problem.kind === 'unknown-product' ? product : version;
    const meant = meantBy(result.problem);
    reporter.report(
      catalog.unknownEngine,
      word.place,
      { reason: describe(result.problem) },
      correction(word.place, meant),
    );
    return undefined;
  }
  const [release] = result.engine.releases;
  if (result.engine.newer && release !== undefined)
    reporter.report(catalog.newerPatch, version.place, {
      version: version.text,
      known: releaseName(release),
    });
  return result.engine;
}

/** What a word of an engine was meant to be: the product that is near, or the version in it. */
function meantBy(problem: EngineProblem): string | undefined {
  if (problem.kind === 'unknown-product') return problem.nearest;
  if (problem.kind !== 'bad-version') return undefined;
  return /^v(\d+\.\d+(?:\.\d+)?)$/i.exec(problem.version)?.[1];
}

function describe(problem: EngineProblem): string {
  switch (problem.kind) {
    case 'unknown-product':
      return `\`${problem.product}\` is no engine: write ${either(problem.known)}.${didYouMean(problem.nearest)}`;
    case 'bad-version':
      return `\`${problem.version}\` is no version of an engine. Write one such as \`${newestLine('rabbitmq')}\` or \`${exampleRelease()}\`.`;
    case 'unknown-line':
      return `Warren does not know \`${problem.product} ${problem.version}\`. Write ${either(problem.known)} for the version.`;
  }
}

function either(names: readonly string[]): string {
  const quoted = names.map((name) => `\`${name}\``);
  return quoted.length < 2
    ? quoted.join('')
    : `${quoted.slice(0, -1).join(', ')} or ${quoted.slice(-1).join('')}`;
}
