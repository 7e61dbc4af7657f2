import { prefixedScopes, sortAliases, type Alias } from './alias.js';

const UTF8 = new TextEncoder();

/**
 * Writes advanced.config with the aliases: the same map of ARNs to lists of scopes that a newer
 * broker makes of its rabbitmq.conf. It replaces aliases from there wholly.
 */
export function writeAdvanced(aliases: readonly Alias[], scopePrefix: string): string {
  const entries = sortAliases(aliases).map((alias) => {
    const scopes = prefixedScopes(alias, scopePrefix).map((scope) => `        ${binary(scope)}`);
    return `      ${binary(alias.arn)} => [\n${scopes.join(',\n')}\n      ]`;
  });
  return [
    '%% Written by the Warren compiler. Change the policy, not this file.',
    '[',
    '  {rabbitmq_auth_backend_oauth2, [',
    '    {scope_aliases, #{',
    entries.join(',\n'),
    '    }}',
    '  ]}',
    '].',
    '',
  ].join('\n');
}

/** A text as an Erlang binary of its UTF-8 bytes, in ASCII whatever the bytes are. */
function binary(text: string): string {
  const bytes = Array.from(UTF8.encode(text), (byte) => {
    const character = String.fromCharCode(byte);
    return /[ !#-[\]-~]/.test(character) ? character : `\\x{${byte.toString(16).toUpperCase()}}`;
  });
  return `<<"${bytes.join('')}">>`;
}
