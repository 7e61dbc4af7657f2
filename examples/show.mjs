// Compiles an example into a folder of `out` and shows what came of it.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const name = process.argv[2] ?? 'one-service';
const project = fileURLToPath(new URL('..', import.meta.url));
const policy = join('examples', name);

const out = `out/${name}`;

console.log(`$ warren compile ${policy} --out ${out}`);
const warren = [join('dist', 'warren.js'), 'compile', policy, '--out', out];
const { status } = spawnSync(process.execPath, warren, { cwd: project, stdio: 'inherit' });
if (status !== 0) process.exit(status ?? 1);

for (const path of readdirSync(join(project, out), { recursive: true }).sort()) {
  const file = join(project, out, String(path));
  if (!statSync(file).isFile() || !/rabbitmq\.conf$|advanced\.config$|\.json$/.test(file)) continue;
  if (file.endsWith('manifest.json')) continue;
  console.log(`\n==> ${out}/${path}\n${readFileSync(file, 'utf8').trimEnd()}`);
}
