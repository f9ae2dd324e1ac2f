/** Runs the built command line as a shell would. */
import { spawnSync } from 'node:child_process';

export interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export function hearback(
  args: readonly string[],
  input: string | Uint8Array = '',
  env: Record<string, string> = {},
): Run {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['packages/cli/bin/hearback.js', ...args], {
    input,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: { PATH: process.env.PATH ?? '', ...env },
  });
  return { code: status, out: stdout, err: stderr };
}
