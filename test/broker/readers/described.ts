import type { BrokerConfig } from '#warren/rabbitmq/read/broker-config.js';

/** A configuration as `readers.escript` describes it. */
export function described(config: BrokerConfig): string {
  const texts: readonly [string, string | undefined][] = [
    ['audience', config.audience],
    ['prefix', config.scopePrefix],
    ['key', config.scopesKey],
  ];
  const aliases = [...config.aliases]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([alias, { scopes }]) => {
      return ` alias ${base64(alias)} ${scopes.map(({ text }) => `,${base64(text)}`).join('')}`;
    });
  const given = texts.map(([name, text]) => (text === undefined ? '' : ` ${name} ${base64(text)}`));
  return [...given, ...aliases].join('');
}

function base64(binary: string): string {
  return Buffer.from(binary, 'latin1').toString('base64');
}
