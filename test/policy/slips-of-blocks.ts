import { allowing, inVhost, type Row } from './slips-of-form.js';

const works = 'allow worker { consume queue mail }\n  allow shop { publish exchange work key a }';
const inArn = (marked: string): string =>
  `role x = arn:aws:iam::111122223333:role/${marked}\nallow x { tag monitoring }`;

/** Braces that lack or are too much, and what else is about a whole block or line. */
export const ofBlocks: readonly Row[] = [
  // A brace that lacks, shown where the layout says.
  [
    inVhost(`allow «expected-token:worker»\n    consume queue mail\n    purge queue mail\n  }`),
    'Write `{`',
  ],
  [
    `${inVhost(works)}\ntest "t" {\n  vhost «expected-token:jobs»\n    can worker { consume queue mail }\n    never shop { consume queue mail }\n  }\n}`,
    'Write `{`',
  ],
  [
    `${inVhost(works)}\ntest "t" {\n  vhost jobs {\n    can «expected-token:worker»\n      consume queue mail\n    }\n    never shop { consume queue mail }\n  }\n}`,
    'Write `{`',
  ],
  [
    `${inVhost(works)}\ntest "t" «unclosed-block:{»\n  vhost jobs { can worker { consume queue mail } }\n\ntest "u" {\n  vhost jobs { never shop { consume queue mail } }\n}`,
    'Write `}`',
  ],
  [
    `vhost jobs {\n  queue mail\n  exchange work topic\n  allow worker «unclosed-block:{»\n    consume queue mail\n  allow shop {\n    publish exchange work key a\n  }\n}\ntest "t" {\n  vhost jobs { can worker { consume queue mail } }\n}`,
    'Write `}`',
  ],
  // One too many.
  [
    `vhost jobs {\n  queue mail\n  exchange work topic\n  allow worker { consume queue mail }«stray-brace:}»\n  allow shop { publish exchange work key a }\n}`,
    'Remove `}`',
  ],
  [
    `vhost jobs {\n  queue mail\n  exchange work topic\n  allow worker {\n    consume queue mail\n  }\n  «stray-brace:}»\n  allow shop { publish exchange work key a }\n}`,
    'Remove `}`',
  ],
  [
    `vhost jobs {\n  queue mail\n  exchange work topic\n  allow worker {«unexpected-token:{»\n    consume queue mail\n  }\n  allow shop { publish exchange work key a }\n}`,
    'Remove `{`',
  ],
  // Other signs for braces.
  [
    `vhost jobs {\n  queue mail\n  exchange work topic\n  allow worker «expected-token:(»\n    consume queue mail\n  )\n  allow shop { publish exchange work key a }\n}`,
    'Write `{` and `}`',
  ],
  [
    `vhost jobs {\n  queue mail\n  exchange work topic\n  allow worker «expected-token:[»\n    consume queue mail\n  ]\n  allow shop { publish exchange work key a }\n}`,
    'Write `{` and `}`',
  ],
  [
    `vhost jobs«expected-token::»\n  queue mail\n  exchange work topic\n  allow worker { consume queue mail }\n  allow shop { publish exchange work key a }\n`,
    'Write `{` and `}`',
  ],
  [
    `vhost jobs {\n  queue mail\n  exchange work topic\n  allow worker«expected-token::»\n    consume queue mail\n  allow shop { publish exchange work key a }\n}`,
    'Write `{` and `}`',
  ],
  [
    `${inVhost(works)}\ntest "t" {\n  vhost jobs«expected-token::»\n    can worker { consume queue mail }\n  }\n}`,
    'Write `{`',
  ],
  // Variables as others write them, in an ARN.
  ...['$stage', '{stage}', '{{stage}}', '%stage%', '<stage>', '#{stage}', '$(stage)'].map(
    (variable): Row => [inArn(`«bad-interpolation:${variable}»`), '${stage}'],
  ),
  [inArn('app-«bad-interpolation:$stage»/worker'), '${stage}'],
  // One mistake in a name is not told again by what looks at names.
  [allowing('publish exchange work key «needs-quotes:“a.*”»'), 'publish exchange work key a.*'],
  [allowing('publish exchange "work«bad-escape:\\.»(a|b)"'), '\\\\'],
  // What stands in the place of another.
  [allowing('connect «unexpected-token:queue» mail'), 'access to the vhost'],
  [allowing('subscribe mqtt «needs-quotes:sensors/+/temp» client c'), '"sensors/+/temp"'],
  [
    inVhost(
      'exchange topic «unexpected-token:events»\n  allow shop { publish exchange events key a }',
    ),
    'exchange events topic',
  ],
  [
    `broker x {
  engine amazon-mq 4.3
  account 111122223333
  region eu-west-1
  issuer https://3f1c2b7e-0d52-4c1a-9e57-1f2a3b4c5d6e.tokens.sts.global.api.aws
  id «bad-setting:c-1234a5b6-78cd-901e-2fgh-3i45j6k178l9»
  configuration b-1234a5b6-78cd-901e-2fgh-3i45j6k178l9
}`,
    'b-1234a5b6-78cd-901e-2fgh-3i45j6k178l9',
  ],
];
