import { resolve } from 'node:path';
import type { Editor } from '../editor.js';
import type { Warren } from '../warren.js';

/** Compiles a folder's policy into the configured folder, or into one that is asked for. */
export async function compile(editor: Editor, warren: Warren): Promise<void> {
  const folder = await editor.chooseFolder();
  if (folder === undefined) return;
  const configured = editor.outputFolder(folder);
  const output =
    configured === '' ? await editor.chooseOutput(folder) : resolve(folder.path, configured);
  if (output === undefined) return;
  await editor.savePolicies();
  const { status, stdout, stderr } = await warren(['compile', '.', '--out', output], folder.path);
  editor.log(`Compiling ${folder.path} into ${output}\n${stderr}${stdout}`);
  const count = filesWritten(stdout);
  if (status === 0)
    editor.inform(`${folder.name}: ${count} file${count === 1 ? '' : 's'} written to ${output}`);
  else if (status === 1)
    editor.complain(`${folder.name}: the policy has errors, nothing is written`);
  else editor.complain(`${folder.name}: the policy cannot be compiled`);
}

/** How many files a compilation says that it wrote, over all brokers. */
function filesWritten(told: string): number {
  const counts = told.matchAll(/^[^ ].*: ([\d,]+) files?, [\d,]+ bytes$/gm);
  return [...counts].reduce((sum, [, count = '']) => sum + Number(count.replaceAll(',', '')), 0);
}
