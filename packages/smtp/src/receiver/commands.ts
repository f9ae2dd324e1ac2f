/** From a line to the command that takes it (RFC 5321 §4.1.1, §4.2.4). */

import { auth } from './auth-command.ts';
import type { CommandLine } from './command-line.ts';
import type { Command } from './dialogue.ts';
import type { ReceiverReply } from './handler.ts';
import type { ReceiverLimits } from './limits.ts';
import { reply } from './reply.ts';
import { sessionCommands } from './session-commands.ts';
import { transactionCommands } from './transaction-commands.ts';

export type Spoken =
  | { readonly kind: 'command'; readonly verb: string; readonly command: Command; readonly argument: string }
  | { readonly kind: 'error'; readonly reply: ReceiverReply };

const commands: ReadonlyMap<string, Command> = new Map(
  Object.entries({ ...sessionCommands, ...transactionCommands, AUTH: auth }),
);

export function readCommand(line: CommandLine & { readonly kind: 'line' }, limits: ReceiverLimits): Spoken {
  const space = line.text.indexOf(' ');
  const verb = (space < 0 ? line.text : line.text.slice(0, space)).toUpperCase();
  const command = commands.get(verb);
  if (command === undefined) return error('5.5.1', 'This command is not known');
  const long = command.extended === true || verb === 'AUTH';
  if (line.octets > limits.command && !long) return error('5.5.2', 'The line is too long');
  if (!line.ascii && command.extended !== true) return error('5.5.2', 'This command has ASCII characters only');
  return { kind: 'command', verb, command, argument: space < 0 ? '' : line.text.slice(space).trim() };
}

function error(status: string, text: string): Spoken {
  return { kind: 'error', reply: reply(500, status, text) };
}
