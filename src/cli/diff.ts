import type { Entrance } from '../prove/diff/access.js';
import { countChanges, diffAccess } from '../prove/diff/diff.js';
import { outsideBoth } from '../prove/diff/entrances.js';
import { unreadOf } from '../prove/diff/unread.js';
import { suggestedEntries } from '../program/accept/suggested.js';
import { engineNotes } from '../program/diff/engines.js';
import { lostGuardrails } from '../program/diff/guardrails.js';
import { newlySilenced } from '../program/diff/silenced.js';
import { brokerNames, pairBrokers, type Pair } from '../program/diff/pair.js';
import { changedSettings } from '../program/diff/settings.js';
import { readSides, type NoSides } from '../program/diff/read-sides.js';
import { suggestionText } from '../program/text/accepted-text.js';
import { diffMarkdown, faultyMarkdown, type Compared } from '../program/text/diff-markdown.js';
import { diffText, outsideText } from '../program/text/diff-text.js';
import { notesText } from '../program/text/notes-text.js';
import { settingsText } from '../program/text/settings-text.js';
import { unreadText } from '../program/text/unread-text.js';
import { render } from '../report/formats.js';
import type { Command } from './command.js';
import {
  acceptedOf,
  acceptOption,
  ofBroker,
  policiesOf,
  readEntries,
  tellStale,
} from './diff-accept.js';
import { diffJson } from './diff-json.js';
import { sidesOf } from './diff-sides.js';
import { exit, Failure, UsageError, type Io } from './io.js';
import { formatOption, readArguments } from './options.js';

const usage = `warren diff OLD NEW [--broker B] [--no-new-access [--accept FILE]]
    [--format text|json|markdown]
warren diff --git REF [PATH] …

Says what access each role gained and lost, with a concrete example of each: vhosts, permissions,
routing keys, user tags and rights on the Amazon MQ API. OLD and NEW are folders, files, or a
broker's rabbitmq.conf (any path that ends in .conf), to which an advanced.config beside it belongs.
Of a configuration it also says whom it lets in; what cannot be known from it is told, with 2. A scope
that takes in claims of the token is not compared: it is told, and counts as different.
With --git the files of a commit are compared with those on disk; PATH is the current folder by
default. Roles are the same by ARN, brokers by name; a rabbitmq.conf is compared with the broker that
--broker names, or the only one, or the one of its audience and scope prefix.

  --accept FILE  entries by which access is gained on purpose, each with its reason: what was gained and
                 lies inside of them does not count for --no-new-access. What to add for the rest is
                 told, and so are entries that accept nothing
  --no-stale     entries that accept nothing fail as well
  --format F     markdown for the comment on a pull request

Exit code: 0 for the same access, 3 for different access; with --no-new-access 1 if anything was
gained that is not accepted, else 0. 1 for a policy with errors, 2 for wrong usage or unreadable input.
`;

/** The exit code of a comparison that found a difference. */
const DIFFERENT = 3;

const formats = ['text', 'json', 'markdown'] as const;

type DiffFormat = (typeof formats)[number];

/** `warren diff`. */
export const command: Command = {
  usage,
  options: {
    accept: 'file',
    broker: 'text',
    format: formats,
    git: 'text',
    'no-new-access': 'nothing',
    'no-stale': 'nothing',
  },
  takes: 'files',
  run: diff,
};

/** `warren diff`: the comparison goes to standard output. */
function diff(args: readonly string[], io: Io): number {
  const options = readArguments(args, command.options);
  const format = formatOption(options, formats);
  const { old, now } = sidesOf(options, io);
  const file = acceptOption(options);
  const entries = file === undefined ? undefined : readEntries(file, io);
  // Entries are read as lines of the new policy, so that its places are to be its own.
  const sides = readSides(old, now, entries === undefined);
  if (!sides.ok) return refuse(sides, format, io);
  const { broker } = options.values;
  const paired = pairBrokers(sides.old, sides.now, broker);
  if (!paired.ok) throw new UsageError(paired.reason);
  const { pair } = paired;
  const differences = diffAccess(pair.old, pair.now);
  const known = [...sides.old.brokers, ...sides.now.brokers].map(({ access }) => access.name);
  const accepted =
    entries &&
    acceptedOf(
      { pair, known },
      policiesOf(sides.now, broker),
      differences,
      ofBroker(entries, broker),
      io,
    );
  const before = new Set(sides.old.apart);
  const newRoots = (sides.now.apart ?? []).filter((root) => !before.has(root));
  const compared = {
    diffs: accepted?.open ?? differences,
    all: brokerNames(pair),
    outside: outsideOf(pair),
    unread: unreadOf(pair.old, pair.now),
    settings: changedSettings(sides.old, sides.now, broker),
    notes: [
      ...newRoots.map(
        (root) =>
          `not compared: ${root} in ${now.path}, a policy of its own that the old side does not have; name it to compare it`,
      ),
      ...(sides.old.notes ?? []),
      ...(sides.now.notes ?? []),
      ...engineNotes(sides.old, sides.now, broker),
      ...lostGuardrails(sides.old, sides.now, broker),
      ...newlySilenced(sides.old, sides.now),
    ],
    ...(accepted && file !== undefined && { accepted: { ...accepted, file } }),
  };
  io.out.write(TEXTS[format](compared, io));
  const stale = accepted?.stale ?? [];
  if (format === 'text' && accepted !== undefined)
    tellStale(accepted, policiesOf(sides.now, broker), io);
  if (options.flags.has('no-stale') && stale.length > 0) return exit.failed;
  if (options.flags.has('no-new-access'))
    return countChanges(compared.diffs).gained > 0 ||
      newRoots.length > 0 ||
      compared.unread.some(({ side }) => side === 'new')
      ? exit.failed
      : exit.ok;
  return differences.length + compared.unread.length > 0 ? DIFFERENT : exit.ok;
}

const TEXTS: Readonly<Record<DiffFormat, (compared: Compared, io: Io) => string>> = {
  json: diffJson,
  markdown: diffMarkdown,
  text: comparedText,
};

function comparedText(
  { diffs, all, outside, unread, settings, notes, accepted }: Compared,
  { out }: Io,
): string {
  const isOnlyUnread =
    diffs.length === 0 && unread.length > 0 && (accepted?.accepted.length ?? 0) === 0;
  const told = isOnlyUnread
    ? 'What can be compared is the same.\n'
    : diffText(diffs, { colour: out.colour, all, accepted });
  const suggested =
    accepted === undefined ? '' : suggestionText(suggestedEntries(diffs), accepted.file);
  return (
    told +
    settingsText(settings) +
    notesText(notes) +
    outsideText(outside) +
    unreadText(unread) +
    suggested
  );
}

/** Tells why a side cannot be compared. */
function refuse({ which, why }: NoSides, format: DiffFormat, io: Io): number {
  if (why.kind === 'unable') throw new Failure(why.reasons);
  if (format === 'markdown')
    io.out.write(faultyMarkdown(why.diagnostics, which === 'old' ? 'old' : 'new'));
  else {
    const reportTo = format === 'text' ? io.err : io.out;
    reportTo.write(render(format, why.diagnostics, reportTo));
  }
  return exit.failed;
}

/** Those on both sides whose rights no comparison can tell. */
function outsideOf({ old: [old], now: [now] }: Pair): readonly Entrance[] {
  return old === undefined || now === undefined ? [] : outsideBoth(old, now);
}
