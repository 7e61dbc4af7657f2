import { createHash } from 'node:crypto';
import type { BrokerArtifacts } from '#warren/emit/output/artifacts.js';

/** A broker's artifacts with their manifest, from texts by path. */
export function broker(
  name: string,
  texts: Readonly<Record<string, string>> = { 'rabbitmq.conf': `# ${name}\n` },
): BrokerArtifacts {
  const files = Object.entries(texts).map(([path, text]) => ({ path, text }));
  const digests = files.map(({ path, text }) => [path, `sha256:${sha256(text)}`] as const);
  const manifest = JSON.stringify({ warren: '0.1.0', files: Object.fromEntries(digests) });
  return { name, files: [...files, { path: 'manifest.json', text: manifest }] };
}

/** A broker with files in a folder below its own. */
export const full = broker('orders', {
  'rabbitmq.conf': 'a = b\n',
  'iam/checkout.json': '{}\n',
  'iam/worker.json': '{}',
});

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** What `snapshot` shows once these artifacts stand in a folder. */
export function standing(...brokers: readonly BrokerArtifacts[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    brokers.flatMap(({ name, files }) => files.map(({ path, text }) => [`${name}/${path}`, text])),
  );
}

/** How often each of several runs at once writes its output. */
export const rounds = 30;

/** The artifacts of one of several runs at once: every broker's file holds the run's tag. */
export function contended(tag: string): readonly BrokerArtifacts[] {
  return ['a', 'b', 'c', 'd'].map((name) => broker(name, { f: tag }));
}
