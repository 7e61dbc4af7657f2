import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** A server's key and certificate for `localhost`, and the certificate of the authority behind it; PEM. */
export interface ServerCertificate {
  readonly key: string;
  readonly cert: string;
  readonly ca: string;
}

const NEW_KEY = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
const AUTHORITY = [
  ...['-subj', '/CN=Test authority', '-keyout', 'ca.key', '-out', 'ca.pem'],
  // Python refuses an authority that does not say so, from 3.13.
  ...['-addext', 'keyUsage=critical,keyCertSign,cRLSign'],
];
const SERVER = [
  ...['-CA', 'ca.pem', '-CAkey', 'ca.key', '-subj', '/CN=localhost'],
  ...['-addext', 'subjectAltName=DNS:localhost', '-addext', 'basicConstraints=critical,CA:FALSE'],
  ...['-keyout', 'server.key', '-out', 'server.pem'],
];

/** Makes a new authority and a certificate for `localhost` signed by it, with the `openssl` command. */
export async function makeCertificate(): Promise<ServerCertificate> {
  const folder = await mkdtemp(join(tmpdir(), 'certificate-'));
  try {
    for (const request of [AUTHORITY, SERVER])
      await promisify(execFile)('openssl', [...NEW_KEY, ...request], { cwd: folder });
    const read = (name: string): Promise<string> => readFile(join(folder, name), 'utf8');
    return {
      key: await read('server.key'),
      cert: await read('server.pem'),
      ca: await read('ca.pem'),
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}
