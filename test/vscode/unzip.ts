import assert from 'node:assert/strict';
import { inflateRawSync } from 'node:zlib';

/*
 * A reader of zip archives, as far as packed extensions need one: APPNOTE.TXT 4.3.7 (local file header),
 * 4.3.12 (central directory header), 4.3.16 (end of central directory record).
 */

const END = 0x06054b50;
const HEADER = 0x02014b50;
const STORED = 0;
const DEFLATED = 8;

/** The files of an archive, by their paths. */
export function unzip(archive: Buffer): ReadonlyMap<string, Buffer> {
  const end = archive.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  assert.ok(end >= 0 && archive.readUInt32LE(end) === END, 'no zip archive');
  const files = new Map<string, Buffer>();
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    assert.equal(archive.readUInt32LE(at), HEADER);
    const nameLength = archive.readUInt16LE(at + 28);
    const name = archive.toString('utf8', at + 46, at + 46 + nameLength);
    const start = archive.readUInt32LE(at + 42);
    const size = archive.readUInt32LE(at + 20);
    files.set(name, content(archive, start, size, archive.readUInt16LE(at + 10)));
    at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return files;
}

/** What a file holds whose local header starts at `start`, and that takes `size` bytes packed. */
function content(archive: Buffer, start: number, size: number, method: number): Buffer {
  const data = start + 30 + archive.readUInt16LE(start + 26) + archive.readUInt16LE(start + 28);
  const packed = archive.subarray(data, data + size);
  if (method === STORED) return packed;
  assert.equal(method, DEFLATED);
  return inflateRawSync(packed);
}
