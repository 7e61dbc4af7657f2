import {
  ErrorCodes,
  MessageType,
  ResponseError,
  ShowMessageNotification,
  type ExecuteCommandParams,
} from 'vscode-languageserver';
import { printable } from '../../report/printable.js';
import { isObject, targetOf } from '../commands/argument.js';
import { unlinked } from '../../assist/prose.js';
import { isServerCommand, serverCommands } from '../commands/commands.js';
import type { Feature } from '../feature.js';

/**
 * Runs the commands of lenses and of editors. Each takes one argument (see `targetOf`) and answers a text
 * for people; with `show` in the argument the text is shown to them besides.
 */
export const runCommands: Feature = {
  capabilities: () => ({ executeCommandProvider: { commands: Object.keys(serverCommands) } }),
  register(connection, { answer, places }) {
    connection.onExecuteCommand(
      answer(({ command, arguments: [argument] = [] }: ExecuteCommandParams) => {
        const members = isObject(argument) ? argument : {};
        const target = targetOf(members, places);
        if (!isServerCommand(command)) return refused(`There is no command \`${command}\`.`);
        if (target === undefined) return refused('The argument names no file of a policy.');
        const message = serverCommands[command](target);
        if (members['show'] === true)
          void connection.sendNotification(ShowMessageNotification.type, {
            type: MessageType.Info,
            message: unlinked(message),
          });
        return message;
      }, null),
    );
  },
};

function refused(message: string): ResponseError<never> {
  return new ResponseError<never>(ErrorCodes.InvalidParams, printable(message));
}
