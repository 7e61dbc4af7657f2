import type { Files } from '../harness.js';

/** A policy with its marks: a text, or one with files beside it. */
export type Case = string | { readonly text: string; readonly files: Files };

/** What gives a diagnostic and, near to it, what does not. */
export interface Cases {
  readonly gives: readonly Case[];
  /** May be marked with other codes. */
  readonly spares: readonly Case[];
}

/** The cases of one catalog, by code, and what is declared beside each of them. */
export interface CaseTable {
  readonly beside: string;
  readonly cases: Readonly<Record<string, Cases>>;
}

/** Three roles and a broker that nothing is wrong with. */
export const BROKER =
  'broker main { engine rabbitmq 4.3 account 111122223333 region eu-west-1 issuer https://keys.example.com }\n';
export const ROLES = ['a', 'b', 'c']
  .map((name) => `role ${name} = arn:aws:iam::111122223333:role/${name}\n`)
  .join('');
