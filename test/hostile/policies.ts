import { head } from '../cli/warren.js';
import { wellFormed } from './characters.js';

/** A text in quotes as the language has it, with each character as it is. */
export function quoted(text: string): string {
  return `"${text.replaceAll(/["\\$]/g, (found) => `\\${found}`)}"`;
}

/** The same with every character as an escape. */
export function escaped(text: string): string {
  const code = (one: string): string => (one.codePointAt(0) ?? 0).toString(16);
  return `"${Array.from(text, (one) => `\\u{${code(one)}}`).join('')}"`;
}

/** A policy that is taken, with a hostile text wherever one may stand; a guardrail and a test fail. */
export function takenPolicy(text: string, quote = quoted): string {
  const name = quote(text);
  return `# ${text}
${head}
# ${text}
profile p(x) { consume queue "\${x}${quote(text).slice(1)} }

vhost v { allow r { connect } }
vhost ${name} {
  # ${text}
  exchange ${name} topic alternate ${name}
  queue ${name} dead-letter ${name}
  queue q
  queue ${quote(`q${text}`)}
  queue unused
  stream ${quote(`${text}s`)}
  @expect(bare-wildcard-grant, ${name})
  allow r {
    publish exchange ${name} key ${name}
    publish exchange ${name} key ${name}
    bind queue ${name} to exchange ${name} key ${name}
    declare queue ${name}
    p(q)
    consume queue "*"
  }
}
never r { consume queue ${name} }
test ${quote(text)} {
  vhost ${name} {
    can r { purge queue ${name} configure exchange ${quote(`${text}s`)} }
    never r { publish exchange ${name} key ${name} }
  }
}
`;
}

/** Policies with mistakes, each with a hostile text in the place of the mistake. */
export function refusedPolicies(text: string): Readonly<Record<string, string>> {
  const name = quoted(text);
  return {
    'a letter of its own': `${head}${text}\n`,
    'in a name': `${head}vhost v${text} { queue q${text} allow r${text} { connect } }\n`,
    'nothing declared': `${head}vhost ${name} { queue q exchange x direct allow r { consume queue ${name} publish exchange ${name} publish exchange x key ${name} } }\n`,
    'an ARN': `${head}role x = ${quoted(`arn:aws:iam::111122223333:role/${text}`)}\nrole y = ${name}\nvhost v { allow x, y { connect } }\n`,
    settings: `${head}broker b { settings { heartbeat = ${name}\n cluster_name = ${name}\n ${text} = 1\n log.file = ${name} } let l = ${name} token ${text} }\nvhost v { queue "\${l}" allow r { consume queue "\${l}" "\${nothing${text}}" } }\n`,
    broker: `broker c { engine ${name} account ${name} region ${name} id ${name} configuration ${name} issuer ${name} audience ${name} scope-prefix ${name} partition ${name} ${text} 1 }\n`,
    'a topology that is not there': `${head}vhost v { topology ${name} allow r { connect } }\n`,
    'a condition': `${head}allow r { tag ${name} deploy where tag ${name} = ${name} }\nallow r { tag t${text} mq:${text} }\n`,
    'an acceptance': `${head}@expect(spill, ${name})\n@expect(${text}, ${name})\nvhost v { allow r { connect } }\ntest ${name} {}\ntest ${name} { vhost v { can x { connect } } }\n`,
    'mqtt and super streams': `${head}vhost v { queue q allow r { publish mqtt ${name} subscribe mqtt ${name} client ${name} consume super-stream ${name} } }\n`,
    'an open text': `${head}vhost v { queue "${text}\n }`,
    'an escape': `${head}vhost v { queue "\\${text.slice(1)}" "\\u{${text}}" }`,
    'a type': `${head}vhost v { exchange x ${name} exchange y ${text} exchange x topic allow r { publish exchange x key ${name} } }\n`,
  };
}

/** A definitions export with a hostile text in each of its names and values. */
export function topologyOf(text: string): string {
  return JSON.stringify({
    rabbit_version: text,
    [text]: text,
    vhosts: [{ name: text }],
    queues: [
      {
        name: `${text}q`,
        vhost: text,
        durable: true,
        arguments: { 'x-dead-letter-exchange': text },
      },
      { name: text, vhost: 'v', arguments: { 'x-queue-type': text } },
      { name: 7, vhost: text },
    ],
    exchanges: [{ name: text, vhost: 'v', type: text, arguments: { 'alternate-exchange': text } }],
    bindings: [{ source: text, vhost: 'v', destination: text, routing_key: text }],
  });
}

/** Configurations of a broker, for the diff, with a hostile text in keys, values and scopes. */
export function configurationsOf(text: string): readonly string[] {
  const head = 'auth_backends.1 = rabbit_auth_backend_oauth2\nauth_oauth2.resource_server_id = b\n';
  return [
    `${head}auth_oauth2.scope_aliases.1.alias = ${text}\nauth_oauth2.scope_aliases.1.scope = b.read:${text}/${text} b.write:*/${encodeURIComponent(wellFormed(text))} ${text}\n`,
    `${head}${text} = ${text}\nauth_oauth2.additional_scopes_key = ${text}\nauth_oauth2.issuer = ${text}\n`,
    `auth_backends.1 = ${text}\nauth_backends.${text} = cache\nauth_cache.cached_backend = ${text}\n`,
    `${text}\n`,
  ];
}
