import type { Bytes } from '../pattern/bytes.js';
import { AWS_CLAIMS, type Entrance } from '../prove/diff/access.js';
import type { Unread } from '../prove/diff/unread.js';
import type { RoleDiff } from '../prove/diff/diff.js';
import type { Place } from '../source/source.js';
import type { Change, ChangeExample } from '../prove/diff/change.js';
import { describeChange, type Written } from '../tell/change.js';
import { nameText, patternText } from '../policy/phrases/phrase-text.js';
import type { BrokerSettings } from '../program/diff/settings.js';
import type { Compared } from '../program/text/diff-markdown.js';
import type { Acceptance } from '../program/accept/acceptance.js';
import { suggestedEntries } from '../program/accept/suggested.js';
import { toldAcceptances } from '../program/accept/told.js';
import { diffAlike, type AlikeDiff } from '../program/diff/alike.js';
import { jsonText } from '../report/json-text.js';

/**
 * A comparison for programs: `{"same", "brokers": [{"broker", "only", "roles": [{"role", "arn",
 * "gained": […], "lost": […]}]}]}`. Each change has `kind` (`scopes`, `tag`, `api`, or `too-complex`,
 * which counts as different), a concrete `phrase`, for a right on the Amazon MQ API an `action`, the
 * `examples` of what one side alone gives, and as `by` and `nearest` what is written on that side and
 * on the other. Where it is about a pattern of vhosts, `vhosts` has that, and `vhost` is one of them. A broker whose configuration lets others in has `entrances`, and what is looked for
 * elsewhere than AWS names roles has `claims`. `changes` has each change once, `{"brokers": […], "role",
 * "direction", "phrase", "vhost"}`, with the names of the brokers that have it in common; where their names
 * differ its texts have `${…}`. `outside` lists those whose rights no file tells, `settings` what two policies
 * say otherwise of who is let in, as `{"broker", "changes": [{"setting", "old", "now"}]}`, which counts as no
 * difference, `notes` what is to be known besides, a text each, and `unread` the scopes that
 * take in claims of the token, of which one side has others. With `--accept`, what was accepted is not among
 * what was gained: `accepted` has it as `{"brokers", "role", "phrase", "vhost", "by": […]}`, `stale` the entries
 * that accept nothing, `moved` those that a `broker` does not count, as their role was the ARN `before` there and is
 * `now` another, `unknown` their brokers that there are not, and `suggested` the text that would accept the rest. Lines and columns count from 1; what
 * there is not is `null`.
 */
export function diffJson({
  diffs: brokers,
  outside,
  unread,
  settings,
  notes,
  accepted,
}: Omit<Compared, 'all'>): string {
  const document = {
    same: brokers.length + unread.length + (accepted?.accepted.length ?? 0) === 0,
    changes: diffAlike(brokers, (what) => whatLines(what)).flatMap(changesJson),
    brokers: brokers.map(({ broker, only, roles, entrances }) => ({
      broker,
      only: only ?? null,
      roles: roles.map(roleJson),
      ...(entrances && {
        entrances: {
          gained: entrances.gained.map(entranceJson),
          lost: entrances.lost.map(entranceJson),
        },
      }),
    })),
    ...(outside.length > 0 && { outside: outside.map(entranceJson) }),
    ...(settings.length > 0 && { settings: settings.map(settingsJson) }),
    ...(notes.length > 0 && { notes }),
    ...(unread.length > 0 && { unread: unread.map(unreadJson) }),
    ...(accepted && {
      accepted: toldAcceptances(accepted).map(
        ({ brokers, role, phrase, vhost = null, vhosts, by }) => ({
          ...{ brokers, role, phrase, vhost },
          ...(vhosts !== undefined && { vhosts }),
          by: by.map(entryJson),
        }),
      ),
      stale: accepted.stale.map(entryJson),
      moved: accepted.moved.map(({ acceptance, ...on }) => ({
        acceptance: entryJson(acceptance),
        ...on,
      })),
      unknown: accepted.unknown.map(({ acceptance, broker }) => ({
        acceptance: entryJson(acceptance),
        broker,
      })),
      suggested: suggestedEntries(brokers),
    }),
  };
  return `${jsonText(document, 2)}\n`;
}

/** What of a change has to be the same on several brokers for it to be one. */
function whatLines(what: Change | Entrance): readonly string[] {
  if ('who' in what) return [what.who];
  const { phrase, action = '', vhost, vhosts, by, nearest } = describeChange(what);
  const where = vhost === undefined ? '' : nameText(vhost);
  const all = vhosts === undefined ? '' : patternText(vhosts);
  return [phrase, where, all, action, by.phrase, nearest?.phrase ?? ''];
}

function changesJson({ brokers, roles }: AlikeDiff): readonly object[] {
  return roles.flatMap(({ whose, changes }) =>
    changes.map(({ direction, lines: [phrase, vhost = '', vhosts = ''] }) => ({
      brokers,
      role: whose.kind === 'role' ? (whose.name ?? whose.arn ?? null) : null,
      ...(whose.kind === 'role' && whose.isMoved && { arn: whose.arn ?? null }),
      direction,
      phrase,
      vhost: vhost === '' ? null : vhost,
      ...(vhosts !== '' && { vhosts }),
    })),
  );
}

/** Claims stand there only where AWS's tokens do not name roles in them. */
function roleJson({ arn, name, claims, gained, lost }: RoleDiff): object {
  const plain = claims.every((claim) => AWS_CLAIMS.includes(claim)) && claims.includes('sub');
  return {
    role: name ?? null,
    arn,
    ...(plain ? {} : { claims }),
    gained: gained.map(changeJson),
    lost: lost.map(changeJson),
  };
}

function entranceJson({ who, place }: Entrance): object {
  return { who, ...(place && placeJson(place)) };
}

function unreadJson({ side, broker, arn, bare, place }: Unread): object {
  return { side, broker, arn, scope: bare, ...placeJson(place) };
}

function settingsJson({ broker, changes, place }: BrokerSettings): object {
  return { broker, changes, ...(place && placeJson(place)) };
}

function changeJson(change: Change): object {
  const { phrase, action, vhost, vhosts, by, nearest } = describeChange(change);
  const examples = change.kind === 'scopes' ? change.examples : [];
  return {
    kind: change.kind,
    phrase,
    action: action ?? null,
    vhost: nameJson(vhost),
    ...(vhosts !== undefined && { vhosts: patternText(vhosts) }),
    examples: examples.map(({ example }) => exampleJson(example)),
    by: writtenJson(by),
    nearest: nearest === undefined ? null : writtenJson(nearest),
  };
}

function exampleJson({ extent, permission, vhost, name, key }: ChangeExample): object {
  return {
    extent,
    permission,
    vhost: nameJson(vhost),
    name: nameJson(name),
    key: nameJson(key),
  };
}

/** A name as it is, or as a policy would write it where it is no text. */
function nameJson(name: Bytes | undefined): string | null {
  return name === undefined ? null : (name.text ?? nameText(name));
}

function entryJson({ role, brokers, vhost, phrases, reason, place }: Acceptance): object {
  return {
    role,
    brokers,
    vhost: vhost === undefined ? null : patternText(vhost),
    phrases: phrases.map(({ text }) => text),
    reason,
    ...placeJson(place),
  };
}

function writtenJson({ phrase, places }: Written): object {
  const [place, ...uses] = places.map(placeJson);
  return { phrase, ...place, uses };
}

function placeJson({ source, range }: Place): object {
  return {
    file: source.name,
    range: { start: source.position(range.start), end: source.position(range.end) },
  };
}
