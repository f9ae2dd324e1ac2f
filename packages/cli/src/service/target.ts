/**
 * Where the service is: --url or HEARBACK_URL with HEARBACK_TOKEN, else the socket in the data folder, whose owner needs no
 * key.
 */
import type { Io } from '../io.ts';

export interface TargetFlags {
  readonly url?: string;
  readonly config?: string;
}

export type Target =
  | { readonly kind: 'http'; readonly url: URL; readonly token: string | null }
  | { readonly kind: 'socket'; readonly path: string };

/** A wrong address or configuration: one line for people. */
export class TargetError extends Error {
  readonly lines: readonly string[];

  constructor(lines: readonly string[]) {
    super(lines.join('\n'));
    this.name = 'TargetError';
    this.lines = lines;
  }
}

export async function targetOf(io: Io, flags: TargetFlags): Promise<Target> {
  const given = flags.url ?? io.env['HEARBACK_URL'];
  if (given !== undefined) {
    const url = URL.canParse(given) ? new URL(given) : null;
    if (url === null || !/^https?:$/.test(url.protocol))
      throw new TargetError([`${given} is no address like http://host:8025`]);
    return { kind: 'http', url, token: io.env['HEARBACK_TOKEN'] ?? null };
  }
  const socket = io.env['HEARBACK_SOCKET'];
  if (socket !== undefined) return { kind: 'socket', path: socket };
  const { loadConfig, placesOf, writeProblem } = await import('@hearback/server/config');
  const { read } = loadConfig({ file: flags.config ?? null, env: io.env });
  if (!read.ok) throw new TargetError(read.problems.map(writeProblem));
  return { kind: 'socket', path: placesOf(read.config, io.env).socket };
}

export const writeTarget = (target: Target): string => (target.kind === 'http' ? target.url.origin : target.path);
