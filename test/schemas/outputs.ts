import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { allDefinitions } from '#warren/diagnostics/registry.js';
import { blocksOf, readPage } from '../docs/markdown.js';
import { rolesFor } from '../docs/run-example.js';
import { runIn } from '../cli/transcript.js';
import { head } from '../cli/warren.js';
import { whileInFolder } from '../source/temporary.js';
import { accepted, asked, changed, conf, faulty } from './policies.js';
import { verifiedTexts } from './running.js';

/** Something that the program wrote, and the document that it should be. */
export interface Output {
  readonly document: string;
  /** What was run. */
  readonly by: string;
  readonly text: string;
}

const examples = fileURLToPath(new URL('../../examples/', import.meta.url));

/** Outputs of the built program, of good and of bad policies, of every document. */
export async function outputs(): Promise<readonly Output[]> {
  const found: Output[] = [];
  const add = async (document: string, cwd: string, ...args: readonly string[]): Promise<void> => {
    const { stdout } = await runIn(cwd, args);
    found.push({ document, by: `warren ${args.join(' ')}`, text: stdout });
  };
  await ofExamples(add);
  await ofDiagnostics(add);
  await ofQuestions(add);
  await ofComparisons(add);
  await ofManyMistakes(add);
  for (const text of await verifiedTexts())
    found.push({ document: 'verify', by: 'warren verify', text });
  return [...found, ...(await batches()), ...(await manifests())];
}

type Add = (document: string, cwd: string, ...args: readonly string[]) => Promise<void>;

const JSON_FORMAT = ['--format', 'json'] as const;

async function ofExamples(add: Add): Promise<void> {
  for (const entry of readdirSync(examples, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    const folder = join(examples, entry.name);
    await add('check', folder, 'check', ...JSON_FORMAT);
    await add('test', folder, 'test', ...JSON_FORMAT);
    await add('report', folder, 'report', '--out', '-', ...JSON_FORMAT);
  }
}

async function ofDiagnostics(add: Add): Promise<void> {
  for (const { code } of allDefinitions) {
    const blocks = blocksOf(readPage(`docs/diagnostics/${code}.md`));
    const files = Object.fromEntries(
      blocks
        .filter(({ language }) => language === 'json')
        .flatMap(({ info, text }) => info.map((name) => [name, text] as const)),
    );
    const gives = blocks.filter(
      ({ language, info }) => language === 'warren' && info[0] === 'gives',
    );
    for (const { text } of gives)
      await whileInFolder(
        { ...files, 'a.warren': text, 'roles.warren': `${rolesFor(text)}# roles\n` },
        (folder) => add('check', folder, 'check', ...JSON_FORMAT),
      );
  }
}

async function ofQuestions(add: Add): Promise<void> {
  const phrases = [
    'consume queue jobs.a',
    'consume queue jobs.*',
    'consume queue secret',
    'consume queue *',
    'publish exchange events key order.new',
    'publish exchange events',
    'publish exchange amq.default',
    'bind exchange audit to exchange events key order.*',
    'declare queue jobs.a dead-letter lost',
    'consume queue unheard',
    'purge queue jobs.a',
  ];
  await whileInFolder({ 'a.warren': asked, 'bad/b.warren': faulty }, async (folder) => {
    const policy = ['--policy', 'a.warren', ...JSON_FORMAT];
    for (const role of ['r', 's', 'ops'])
      for (const phrase of phrases)
        for (const command of ['can', 'explain'] as const)
          await add(command, folder, command, role, phrase, '--vhost', 'v', ...policy);
    for (const phrase of phrases) await add('who', folder, 'who', phrase, ...policy);
    await add('who', folder, 'who', 'connect', '--vhost', 'v', '--broker', 'c', ...policy);
    for (const phrase of ['tag monitoring', 'tag administrator', 'deploy', 'observe']) {
      await add('who', folder, 'who', phrase, ...policy);
      for (const role of ['r', 'ops'])
        for (const command of ['can', 'explain'] as const)
          await add(command, folder, command, role, phrase, '--broker', 'b', ...policy);
    }
    for (const message of [
      `ACCESS_REFUSED - read access to queue 'jobs.a' in vhost 'v' refused for user 'arn:aws:iam::111122223333:role/s'`,
      `ACCESS_REFUSED - write access to topic 'order.x' in exchange 'events' in vhost 'v' refused for user 'arn:aws:iam::111122223333:role/r'`,
      `NOT_FOUND - no queue 'jobs.a' in vhost 'v'`,
    ])
      await add('why', folder, 'why', message, ...policy);
    for (const [command, ...words] of [
      ['can', 'r', 'connect'],
      ['explain', 'r', 'connect'],
      ['who', 'connect'],
      ['why', `ACCESS_REFUSED - read access to queue 'q' in vhost 'v' refused for user 'r'`],
    ] as const)
      await add(command, folder, command, ...words, '--policy', 'bad', ...JSON_FORMAT);
    await add('test', folder, 'test', 'a.warren', ...JSON_FORMAT);
    await add('test', folder, 'test', 'bad', ...JSON_FORMAT);
    await add('report', folder, 'report', 'a.warren', '--out', '-', ...JSON_FORMAT);
    await add('compile', folder, 'compile', 'a.warren', '--out', 'out', ...JSON_FORMAT);
    const parcels = join(examples, 'one-service');
    await add('compile', folder, 'compile', parcels, '--out', 'out', ...JSON_FORMAT);
    await add('compile', folder, 'compile', 'bad', '--out', 'out', ...JSON_FORMAT);
  });
}

async function ofComparisons(add: Add): Promise<void> {
  const sides = {
    'old/a.warren': asked,
    'new/a.warren': changed,
    'moved/a.warren': changed
      .replace('role/r\n', 'role/other\n')
      .replace('  region', '  token ES384 max 10m\n  region'),
    'bad/b.warren': faulty,
    'one/a.warren': head,
    'wide/a.warren': `${head}vhost * { allow r { connect } }\n`,
    'w.accept': 'accept r on b\n  vhost *\n  connect\n  because "T-1"\n',
    'a.accept': accepted,
    'c.conf': conf,
    'd.conf': conf.replace('jobs.*', '*').replace('{client}', '{azp}'),
  };
  await whileInFolder(sides, async (folder) => {
    for (const pair of [
      ['old', 'new'],
      ['new', 'old'],
      ['old', 'old'],
      ['old', 'bad'],
      ['one', 'old'],
      ['c.conf', 'd.conf'],
    ])
      await add('diff', folder, 'diff', ...pair, ...JSON_FORMAT);
    await add('diff', folder, 'diff', 'old', 'c.conf', '--broker', 'c', ...JSON_FORMAT);
    for (const side of ['new', 'moved'])
      await add('diff', folder, 'diff', 'old', side, '--accept', 'a.accept', ...JSON_FORMAT);
    for (const more of [[], ['--accept', 'w.accept']])
      await add('diff', folder, 'diff', 'one', 'wide', ...more, ...JSON_FORMAT);
    await add('report', folder, 'report', 'new', '--against', 'old', '--out', '-', ...JSON_FORMAT);
    await add('report', folder, 'report', 'old', '--against', 'new', '--out', '-', ...JSON_FORMAT);
  });
}

async function ofManyMistakes(add: Add): Promise<void> {
  const files = Object.fromEntries(
    Array.from({ length: 11 }, (_, at) => [`${at}.warren`, 'x y\n'.repeat(1_100)] as const),
  );
  await whileInFolder(files, async (folder) => {
    await add('check', folder, 'check', ...JSON_FORMAT);
    await add('compile', folder, 'compile', '--out', 'out', ...JSON_FORMAT);
  });
}

/** The lines of a batch, and what is answered to each. */
async function batches(): Promise<readonly Output[]> {
  const questions = [
    { role: 'r', phrase: 'consume queue jobs.a', vhost: 'v' },
    { role: 'r', phrase: 'consume queue secret', vhost: 'v', broker: null },
    { role: 'nobody', phrase: 'connect', vhost: 'v', broker: 'b' },
  ].map((question) => JSON.stringify(question));
  return whileInFolder(
    { 'a.warren': asked, lines: `${questions.join('\n')}\nno JSON\n` },
    async (folder) => {
      const { stdout } = await runIn(folder, ['can', '--batch', 'lines', '--policy', 'a.warren']);
      const by = 'warren can --batch lines';
      return [
        ...questions.map((text) => ({ document: 'can-question', by, text })),
        ...stdout
          .trimEnd()
          .split('\n')
          .map((text) => ({ document: 'can-answer', by, text })),
      ];
    },
  );
}

/** The manifests of examples that have profiles, API rights and several accounts. */
async function manifests(): Promise<readonly Output[]> {
  return whileInFolder({}, async (folder) => {
    const found: Output[] = [];
    for (const name of ['one-service', 'two-environments', 'web-shop', 'break-glass']) {
      const out = join(folder, name);
      const args = ['compile', join(examples, name), '--out', out, '--emit', 'iam-combined'];
      const { status, stderr } = await runIn(folder, args);
      if (status !== 0) throw new Error(stderr);
      for (const file of readdirSync(out, { recursive: true, encoding: 'utf8' }))
        if (file.endsWith('manifest.json'))
          found.push({
            document: 'manifest',
            by: `${name}: ${file}`,
            text: readFileSync(join(out, file), 'utf8'),
          });
    }
    return found;
  });
}
