import type { Editor } from '../editor.js';

/** Shows everything that a role can do, broker by broker. */
export async function showRoleAccess(editor: Editor): Promise<void> {
  const folder = await editor.chooseFolder();
  if (folder === undefined) return;
  const roles = await editor.roles(folder);
  if (roles.length === 0) {
    editor.complain(`${folder.name}: the policy declares no role`);
    return;
  }
  const names = [...new Set(roles.map(({ name }) => name))].sort();
  const name = await editor.pick(names, 'The role whose access is to be shown');
  const role = roles.find((one) => one.name === name);
  if (role === undefined) return;
  await editor.show(`${role.name}: access`, await editor.accessOf(role));
}
