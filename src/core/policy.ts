import { actionsFor } from '../assist/actions/actions.js';
import type { Action } from '../assist/actions/action.js';
import { Snapshot } from '../assist/snapshot.js';
import { hasErrors } from '../diagnostics/diagnostic.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { BrokerArtifacts } from '../emit/output/artifacts.js';
import { NO_EXTRAS, type Extras } from '../emit/extras.js';
import { checkPolicy, readSound } from '../program/check.js';
import type { BrokerPolicy } from '../policy/policy.js';
import { queryable } from '../program/query/queryable.js';
import { Session } from '../program/session.js';
import { inOrder } from '../report/order.js';
import type { LoadedPolicy } from '../source/loaded.js';
import { isSameFile } from '../source/source.js';
import { givenBrokers, type GivenBroker } from './access.js';
import { answerTo, type TextAnswer, type TextQuestion } from './asked.js';
import { toldClaims, type TextClaim } from './claims.js';
import { comparison, type TextComparison } from './compared.js';
import {
  textColours,
  textCompletions,
  textHover,
  type TextColour,
  type TextCompletions,
  type TextHover,
} from './editing.js';
import { toldDiagnostic, type TextDiagnostic } from './told.js';

/** What `compile` would write, or what stands in its way. */
export type TextArtifacts =
  | { readonly ok: true; readonly brokers: readonly BrokerArtifacts[] }
  | { readonly ok: false; readonly diagnostics: readonly TextDiagnostic[] };

/** So many diagnostics come with what can be done about them; to find that takes a proof for some. */
const MOST_ACTIONS = 200;

/**
 * A policy of texts: what is wrong with it, what it gives, and what comes out. Each is worked out when it is first
 * asked for. All that it answers is plain data, which can be sent from a worker to its page.
 */
export class TextPolicy {
  readonly #loaded: LoadedPolicy;
  readonly #names: readonly string[];
  readonly #snapshot: Snapshot;
  #diagnostics: readonly TextDiagnostic[] | undefined;

  /**
   * @param names the names of all texts
   * @param session what is kept of earlier versions of the same policy; then only the newest is to be asked
   */
  constructor(loaded: LoadedPolicy, names: readonly string[], session: Session = new Session()) {
    this.#loaded = loaded;
    this.#names = names;
    this.#snapshot = new Snapshot(loaded, session);
  }

  /** All that `warren check` would tell, in the order of the texts, each with what can be done about it. */
  get diagnostics(): readonly TextDiagnostic[] {
    return (this.#diagnostics ??= this.#told().map((diagnostic, at) =>
      toldDiagnostic(
        diagnostic,
        at < MOST_ACTIONS ? this.#actionsFor(diagnostic) : diagnostic.fixes,
      ),
    ));
  }

  /** What each broker is told to give to whom. */
  get brokers(): readonly GivenBroker[] {
    return givenBrokers(this.#snapshot.checked);
  }

  /** Every phrase of a guardrail or a test, with what came of it. */
  get claims(): readonly TextClaim[] {
    return toldClaims(this.#snapshot.checked, this.#snapshot.files);
  }

  /** The files that `warren compile` would write, by broker. */
  artifacts(extras: Extras = NO_EXTRAS): TextArtifacts {
    const { diagnostics, artifacts } = checkPolicy(this.#loaded, { forOutput: true, extras });
    if (!hasErrors(diagnostics))
      return {
        ok: true,
        // Some texts are put together when they are read; a copy is plain data.
        brokers: artifacts.map(({ name, files }) => ({
          name,
          files: files.map(({ path, text }) => ({ path, text })),
        })),
      };
    const errors = inOrder(diagnostics).filter(({ severity }) => severity === 'error');
    return { ok: false, diagnostics: errors.map((one) => toldDiagnostic(one, one.fixes)) };
  }

  /** Answers as `warren can`, `explain` and `who` do. Failed claims hinder no answer. */
  ask(question: TextQuestion): TextAnswer {
    const read = queryable(this.#loaded);
    if (read.ok) return answerTo(question, read.brokers);
    return { ok: false, reasons: ['the policy has errors, so it is asked nothing'] };
  }

  /** What this policy gives and an older one did not, and the other way round, as `warren diff` tells it. */
  comparedWith(older: TextPolicy): TextComparison {
    const [old, now] = [older.#sound(), this.#sound()];
    if (old === undefined) return { ok: false, reasons: ['the older policy has errors'] };
    if (now === undefined) return { ok: false, reasons: ['the policy has errors'] };
    return comparison(old, now);
  }

  /** What stands at an offset of a text, for a reader; undefined where there is nothing to say. */
  hover(name: string, offset: number): TextHover | undefined {
    const file = this.#snapshot.file(`/${name}`);
    return file && textHover(this.#snapshot, file, offset);
  }

  /** What can be written at an offset of a text. */
  completions(name: string, offset: number): TextCompletions {
    const file = this.#snapshot.file(`/${name}`);
    if (file === undefined) return { start: offset, end: offset, offers: [] };
    return textCompletions(this.#snapshot, file, offset, this.#names);
  }

  /** What stands where in a text, to be coloured. */
  colours(name: string): readonly TextColour[] {
    const file = this.#snapshot.file(`/${name}`);
    return file === undefined ? [] : textColours(file);
  }

  #told(): readonly Diagnostic[] {
    return inOrder(this.#snapshot.checked.diagnostics);
  }

  #sound(): readonly BrokerPolicy[] | undefined {
    const sound = readSound(this.#loaded);
    return sound.ok ? sound.read.policies : undefined;
  }

  /** What is told of a text that is no policy file, or a damaged one, has its own fixes alone. */
  #actionsFor(diagnostic: Diagnostic): readonly Pick<Action, 'title' | 'edits'>[] {
    const { files, brokers, checked } = this.#snapshot;
    const { source } = diagnostic.place;
    const file = files.find((one) => isSameFile(one.source, source));
    if (file === undefined) return diagnostic.fixes;
    const diagnostics = checked.diagnostics.filter((one) => isSameFile(one.place.source, source));
    return actionsFor(diagnostic, { files, brokers, file, diagnostics });
  }
}
