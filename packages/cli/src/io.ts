/**
 * What a command may touch: its streams, the environment and the exit code. Tests pass their own.
 */
import type { CommandContext } from '@stricli/core';
import type { LogOutput } from './log-output.ts';

export interface Output {
  /** false: more waits for whoever reads than should; `drain` comes when it does no more. */
  write(chunk: string | Uint8Array): unknown;
  once?(event: 'drain', listener: () => void): unknown;
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
  /** Octets that wait for whoever reads. */
  readonly writableLength?: number | undefined;
}

export interface Io extends CommandContext {
  /** Data. */
  readonly stdout: Output;
  /** Standard output of what runs for years (log-output.ts). */
  readonly log: LogOutput;
  /** Talk: progress, warnings, errors. */
  readonly stderr: Output;
  readonly stdin: AsyncIterable<Uint8Array | string> & { readonly isTTY?: boolean | undefined };
  readonly env: Readonly<Record<string, string | undefined>>;
  exit(code: ExitCode): void;
}

/** sysexits(3); 1 is "the answer is no". */
export const exitCodes = {
  ok: 0,
  no: 1,
  usage: 64,
  badData: 65,
  noInput: 66,
  unavailable: 69,
  software: 70,
  cannotCreate: 73,
  io: 74,
  tryAgain: 75,
  noPermission: 77,
  configuration: 78,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Of what keeps a store or the service from starting, by the kind of its StartError. */
export const startCodes = {
  configuration: exitCodes.configuration,
  unavailable: exitCodes.unavailable,
  io: exitCodes.io,
} as const;

/** Colour when the stream is a terminal; NO_COLOR and CLICOLOR_FORCE have the last word (no-color.org, bixense.com/clicolors). */
export function wantsColour(stream: Output, env: Io['env']): boolean {
  if (env['NO_COLOR']) return false;
  if (env['CLICOLOR_FORCE'] && env['CLICOLOR_FORCE'] !== '0') return true;
  return stream.isTTY === true && env['TERM'] !== 'dumb';
}

/** For what may go on without end: waits while whoever reads it (`| less`) does not, so that nothing piles up here. */
export async function written(output: Output, chunk: string | Uint8Array): Promise<void> {
  if (output.write(chunk) === false) await new Promise<void>((resolve) => output.once?.('drain', resolve));
}

export const jsonLine = (value: unknown): string => `${JSON.stringify(value)}\n`;
