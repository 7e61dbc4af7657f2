import type {
  GivenBroker,
  PolicyText,
  TextAnswer,
  TextArtifacts,
  TextClaim,
  TextColour,
  TextComparison,
  TextCompletions,
  TextDiagnostic,
  TextHover,
  TextQuestion,
} from '../../dist/core/index.js';

/** All that the page shows of a policy. */
export interface Checked {
  /** Why the texts are no policy; then there is nothing else. */
  readonly reasons: readonly string[];
  readonly diagnostics: readonly TextDiagnostic[];
  readonly brokers: readonly GivenBroker[];
  readonly claims: readonly TextClaim[];
  readonly artifacts: TextArtifacts | undefined;
  /** What differs from what the policy is compared with. */
  readonly comparison: TextComparison | undefined;
  readonly answer: TextAnswer | undefined;
  /** The coloured stretches of each text, by its name. */
  readonly colours: Readonly<Record<string, readonly TextColour[]>>;
}

/** What the page asks its worker, and what the worker answers to each. */
export interface Questions {
  readonly check: {
    readonly asked: {
      readonly files: readonly PolicyText[];
      readonly against: readonly PolicyText[];
      readonly question: TextQuestion | undefined;
    };
    readonly answer: Checked;
  };
  readonly ask: {
    readonly asked: { readonly files: readonly PolicyText[]; readonly question: TextQuestion };
    readonly answer: TextAnswer;
  };
  readonly hover: {
    readonly asked: Spot;
    readonly answer: TextHover | undefined;
  };
  readonly complete: {
    readonly asked: Spot;
    readonly answer: TextCompletions;
  };
  readonly format: {
    readonly asked: { readonly text: string };
    readonly answer: string;
  };
}

/** A place in a text of a policy. */
export interface Spot {
  readonly files: readonly PolicyText[];
  readonly file: string;
  readonly offset: number;
}

/** The name of a question. */
export type Kind = keyof Questions;

/** A question with its number. */
export type Asked = {
  readonly [K in Kind]: { readonly id: number; readonly kind: K } & Questions[K]['asked'];
}[Kind];

/** An answer with the number of its question. */
export interface Answered {
  readonly id: number;
  readonly answer: Questions[Kind]['answer'];
}
