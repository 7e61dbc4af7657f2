import { releasesText, PROTOCOL_USES } from '#warren/access/protocols/uses/uses.js';
import type { ClientUse, Giving, ProtocolUses } from '#warren/access/protocols/uses/use.js';
import { SUITES } from '../bed/tree.js';
import { castFor, type CastRow } from '../broker/protocols/cast.js';
import type { Piece } from '../broker/protocols/pieces.js';

/** What each row comes to, on the newest broker that has it. */
const COMPILED = new Map<ClientUse, CastRow>(
  SUITES.flatMap((suite) => castFor(suite).rows.map((row) => [row.use, row] as const)),
);

/** The tables of what clients need, as Markdown: a heading and a table for each protocol. */
export function protocolTables(): string {
  return PROTOCOL_USES.map(tableOf).join('\n');
}

function tableOf(protocol: ProtocolUses): string {
  const { name, plugin, has, uses } = protocol;
  const brought = plugin === undefined ? [] : [`It is brought by the plugin \`${plugin}\`.`];
  const limited = has === undefined ? [] : [`Of RabbitMQ ${releasesText(has)}.`];
  const intro = [...brought, ...limited].join(' ');
  const rows = uses.map((use) => {
    const cells = [use.does, given(use), permissions(use), notes(use)];
    return `| ${cells.join(' | ')} |`;
  });
  const head = ['| operation | phrases | permissions | |', '| --- | --- | --- | --- |'];
  return [`## ${name}`, '', ...(intro === '' ? [] : [intro, '']), ...head, ...rows, ''].join('\n');
}

function given({ phrases, tags = [] }: Giving): string {
  return [...tags.map((tag) => `tag ${tag}`), ...phrases].map((one) => `\`${one}\``).join('<br>');
}

function permissions(use: ClientUse): string {
  const pieces = COMPILED.get(use)?.lacking.map(({ piece }) => piece) ?? [];
  return pieces
    .filter(({ kind }) => kind === 'resource' || kind === 'topic')
    .map(pieceText)
    .join(', ');
}

function pieceText(piece: Piece): string {
  switch (piece.kind) {
    case 'resource':
      return `${piece.permission} \`${decodeURIComponent(piece.name)}\``;
    case 'topic': {
      const key = decodeURIComponent(piece.key);
      return `with the key ${key === '' ? 'of no letter' : `\`${key}\``}`;
    }
    case 'vhost':
    case 'tag':
      return '';
  }
}

function notes({ has, instead = [], note }: ClientUse): string {
  return [
    ...(has === undefined ? [] : [`RabbitMQ ${releasesText(has)}.`]),
    ...instead.map((other) => `On ${releasesText(other.on)}: ${given(other)}.`),
    ...(note === undefined ? [] : [note]),
  ].join(' ');
}
