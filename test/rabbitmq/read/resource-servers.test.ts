import assert from 'node:assert/strict';
import { overlayAdvanced } from '#warren/rabbitmq/read/advanced.js';
import { effectivePrefix } from '#warren/rabbitmq/read/broker-config.js';
import { readConf } from '#warren/rabbitmq/read/conf.js';
import { lookups } from '#warren/rabbitmq/read/lookups.js';
import { perAudience } from '#warren/rabbitmq/read/per-audience.js';
import { Source } from '#warren/source/source.js';

/** Each audience with its prefix, its claims, its aliases, and `*` where it takes all other tokens. */
function audiences(conf: string, advanced?: string): readonly string[] {
  const lines = conf.replaceAll(/^(?=\S)/gm, 'auth_oauth2.');
  const basic = readConf(new Source('rabbitmq.conf', lines));
  const config =
    advanced === undefined
      ? basic
      : overlayAdvanced(
          basic,
          new Source('advanced.config', `[{rabbitmq_auth_backend_oauth2, [${advanced}]}].`),
        );
  return perAudience(config).map((one) =>
    [
      one.audience ?? 'none',
      effectivePrefix(one) ?? 'none',
      lookups(one).join('+'),
      [...one.aliases.keys()].join('+'),
      ...(one.verifyAudience ? [] : ['*']),
    ].join(' '),
  );
}

const ALIAS = 'scope_aliases.a = x\n';

describe('resource servers', () => {
  const cases: readonly (readonly [
    title: string,
    conf: string,
    advanced: string | undefined,
    ...wanted: string[],
  ])[] = [
    ['none', `resource_server_id = r\n${ALIAS}`, undefined, 'r r. scope a'],
    ['none at all', ALIAS, undefined, 'none none scope a'],
    [
      'one without an id of its own',
      `resource_servers.s.additional_scopes_key = sub\n${ALIAS}`,
      undefined,
      's s. scope+sub a',
    ],
    [
      'one beside the first',
      `resource_server_id = r\nresource_servers.1.id = s\n${ALIAS}`,
      undefined,
      'r r. scope a',
      's s. scope a',
    ],
    [
      'one with all of its own',
      'resource_servers.1.id = s\nresource_servers.1.scope_prefix = p:\nresource_servers.1.scope_aliases.1.alias = b\nresource_servers.1.scope_aliases.1.scope = x\n',
      undefined,
      's p: scope b',
    ],
    [
      'a prefix for all',
      'scope_prefix = p.\nresource_servers.1.id = s\nresource_servers.2.id = t\nresource_servers.2.scope_prefix = q.\n',
      undefined,
      's p. scope ',
      't q. scope ',
    ],
    [
      'aliases by name before those by index',
      'resource_servers.s.scope_aliases.1.alias = b\nresource_servers.s.scope_aliases.1.scope = x\nresource_servers.s.scope_aliases.c = x\n',
      undefined,
      's s. scope c',
    ],
    [
      'one that is the first',
      `resource_server_id = r\nresource_servers.1.id = r\nresource_servers.1.scope_prefix = p\n${ALIAS}`,
      undefined,
      'r r. scope a',
    ],
    [
      'two of one id',
      'resource_servers.1.id = s\nresource_servers.1.scope_prefix = p\nresource_servers.2.id = s\nresource_servers.2.scope_prefix = q\n',
      undefined,
      's q scope ',
    ],
    [
      'one that takes every audience',
      'verify_aud = false\nresource_servers.1.id = s\n',
      undefined,
      's s. scope  *',
    ],
    [
      'several that would',
      'verify_aud = false\nresource_server_id = r\nresource_servers.1.id = s\n',
      undefined,
      'r r. scope ',
      's s. scope ',
    ],
    [
      'advanced ones',
      'resource_server_id = r\n',
      '{resource_servers, #{<<"s">> => [{scope_prefix, <<"p:">>}], <<"k">> => [{id, <<"t">>}, {scope_prefix, <<"lost:">>}]}}',
      'r r. scope ',
      's p: scope ',
      't t. scope ',
    ],
    [
      'an advanced one that takes every audience',
      '',
      '{resource_servers, #{<<"s">> => [{verify_aud, false}], <<"t">> => []}}',
      's s. scope  *',
      't t. scope ',
    ],
  ];
  for (const [title, conf, advanced, ...wanted] of cases)
    it(`are read: ${title}`, () => {
      assert.deepEqual(audiences(conf, advanced), wanted);
    });
});
