import assert from 'node:assert/strict';
import { blocksOf, readPage } from '../docs/markdown.js';
import { drive, neovimOf, type Steps } from './neovim.js';

const roles = `broker orders {
  engine  rabbitmq 4.3.3
  account 111122223333
  issuer  https://3f1c2b7e-0d52-4c1a-9e57-1f2a3b4c5d6e.tokens.sts.global.api.aws
}

# Takes the orders.
role checkout = arn:aws:iam::111122223333:role/checkout
role auditor = arn:aws:iam::111122223333:role/auditor
`;

const orders = `vhost orders {
    queue orders.work
  queue orders.audit

  allow checkout { consume queue orders.work }
  allow auditor { consume queue orders.audit }
}
`;

const [newer = '', older = ''] = blocksOf(readPage('docs/editors.md'))
  .filter(({ language }) => language === 'lua')
  .map(({ text }) => text);

/** The Neovims, each with what the set-up notes say for it. */
const neovims = [
  { suite: 'trixie', version: '0.10', configuration: older },
  { suite: 'forky', version: '0.12', configuration: newer },
];

/** What each step of drive.lua leads to; lines and columns are counted as Neovim shows them. */
const outcomes: Readonly<Record<string, unknown>> = {
  'diagnostics appear while typing': ['undeclared-name 5:34'],
  'a code action mends it': '  allow checkout { consume queue orders.work }',
  'the diagnostics clear': [],
  'definition leads to the other file': 'roles.warren:8:6',
  'hover tells about a role': `**role** \`checkout\`

Takes the orders.

\`\`\`warren
vhost orders {
  consume queue orders.work
}
\`\`\`
──────────────────────────────────────────────────
\`arn:aws:iam::111122223333:role/checkout\`, 1 scope`,
  'rename changes both files': [roles, orders].map((text) =>
    text.replace(/(?<!role\/)checkout/, 'basket').trimEnd(),
  ),
  'completion knows the queues': [
    'orders.work',
    'orders.audit',
    'amq.gen-*',
    'amq.rabbitmq.reply-to',
  ],
  'formatting aligns': `vhost orders {
  queue orders.work
  queue orders.audit

  allow basket  { consume queue orders.work }
  allow auditor { consume queue orders.audit }
}`,
};

for (const { suite, version, configuration } of neovims)
  describe(`Neovim ${version}, set up as the notes say`, () => {
    let steps: Steps = new Map();
    before(async function () {
      this.timeout(300_000);
      const files = { 'roles.warren': roles, 'orders.warren': orders };
      steps = await drive(await neovimOf(suite), configuration, files);
    });

    it('takes every step', () => {
      assert.deepEqual([...steps.keys()], Object.keys(outcomes));
    });

    for (const [step, outcome] of Object.entries(outcomes))
      it(step, () => {
        assert.deepEqual(steps.get(step), outcome);
      });
  });
