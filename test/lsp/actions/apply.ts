import assert from 'node:assert/strict';
import type { Action, ActionContext } from '#warren/assist/actions/action.js';
import { Snapshot } from '#warren/assist/snapshot.js';
import { Session } from '#warren/program/session.js';
import { Source } from '#warren/source/source.js';

/** A policy of one file, as the server holds it. */
export function snapshotOf(text: string): Snapshot {
  const source = new Source('main.warren', text, '/policy/main.warren');
  return new Snapshot(
    { sources: [source], root: '/policy', problems: [], textProblems: [] },
    new Session(),
  );
}

/** What actions are found with in that file. */
export function contextOf(snapshot: Snapshot): ActionContext {
  const [file] = snapshot.files;
  assert.ok(file);
  const { files, brokers, checked } = snapshot;
  return { file, files, brokers, diagnostics: checked.diagnostics };
}

/** The text of the one file with the edits of an action made. */
export function applied(text: string, { edits }: Pick<Action, 'edits'>): string {
  return edits
    .toSorted((a, b) => b.range.start - a.range.start)
    .reduce(
      (now, edit) => now.slice(0, edit.range.start) + edit.text + now.slice(edit.range.end),
      text,
    );
}

/** What is wrong with a text, as lines that can be compared. */
export function problemsOf(text: string): readonly string[] {
  return snapshotOf(text).checked.diagnostics.map(({ code, message }) => `${code}: ${message}`);
}
