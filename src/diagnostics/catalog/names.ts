import { error, warning } from '../define.js';

/** What can be wrong with the name of a vhost, exchange or queue, and with a routing key. */
export const nameDiagnostics = {
  doubleWildcard: error(
    'double-wildcard',
    ({ what }: { what: string }) =>
      `\`**\` cannot stand in a ${what}: one \`*\` already stands for any text.`,
  ),
  lineBreakInName: error(
    'line-break-in-name',
    ({ what }: { what: string }) => `A ${what} cannot hold a line break.`,
  ),
  nameTooLong: error(
    'name-too-long',
    ({ what, bytes }: { what: string; bytes: number }) =>
      `This ${what} has ${bytes} bytes. RabbitMQ takes 255 at most.`,
  ),
  emptyName: error('empty-name', ({ what }: { what: string }) =>
    what === 'exchange'
      ? 'The name is empty. Write `amq.default` for the default exchange.'
      : `The name of this ${what} is empty.${what === 'queue' ? ' Write its name, or `amq.gen-*` for the queues that the broker names.' : ''}`,
  ),
  wildcardInName: error(
    'wildcard-in-name',
    ({ what }: { what: string }) =>
      `This is the name of one ${what}; a wildcard cannot stand in it. Write "\\*" for the character itself.`,
  ),
  trailingColon: warning(
    'trailing-colon',
    ({ what, name }: { what: string; name: string }) =>
      `The name of this ${what} is \`${name}\`, with its colon. Did you mean \`${name.slice(0, -1)}\`? A name that does end in a colon stands in double quotes.`,
  ),
  percentInName: warning(
    'percent-in-name',
    ({ what, escape, meant }: { what: string; escape: string; meant: string | undefined }) =>
      meant === undefined
        ? `\`${escape}\` in this ${what} stands for these three characters. Write names as they are: Warren does all the encoding.`
        : `\`${escape}\` in this ${what} stands for these three characters. Did you mean \`${meant}\`? Warren does all the encoding.`,
  ),
};
