import type { Editor } from '../editor.js';
import type { Warren } from '../warren.js';

/** Shows what access each role gained and lost since the last commit, by the files on the disk. */
export async function showAccessDiff(editor: Editor, warren: Warren): Promise<void> {
  const folder = await editor.chooseFolder();
  if (folder === undefined) return;
  await editor.savePolicies();
  const { status, stdout, stderr } = await warren(['diff', '--git', 'HEAD', '.'], folder.path);
  if (status === 0) editor.inform(`${folder.name}: the access is that of the last commit`);
  else if (status === 3) await editor.show(`${folder.name}: access since the last commit`, stdout);
  else {
    editor.log(
      `Comparing the access in ${folder.path} with that of the last commit\n${stdout}${stderr}`,
    );
    editor.complain(`${folder.name}: the access cannot be compared with that of the last commit`);
  }
}
