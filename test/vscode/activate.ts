/*
 * Does with the extension what VS Code and a user do: activates it, lists its commands, runs two of them,
 * and ends it. It is bundled and run beside an unpacked extension; test/vscode/activation.test.ts.
 */
import { join } from 'node:path';
import { commands } from 'vscode';
import { activate, deactivate } from '../../editors/vscode/src/extension.js';

async function session(): Promise<void> {
  const extension = join(process.cwd(), 'extension');
  await activate({ subscriptions: [], asAbsolutePath: (path) => join(extension, path) });
  console.log(JSON.stringify((await commands.getCommands()).join(' ')));
  await commands.executeCommand('warren.showRoleAccess');
  await commands.executeCommand('warren.showAccessDiff');
  await deactivate();
}

session().catch((thrown: unknown) => {
  console.error(thrown);
  process.exitCode = 1;
});
