/** `hearback source ls|add|test|pause|resume|rm` */
import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import type { WireSource } from '@hearback/server';
import { type ExitCode, exitCodes, type Io, jsonLine } from '../io.ts';
import { printableLine } from '../view/paint.ts';
import type { Client } from './client.ts';
import { withService } from './run.ts';
import type { TargetFlags } from './target.ts';

export interface SourceFlags extends TargetFlags {
  readonly json?: boolean;
}

export async function listSources(this: Io, flags: SourceFlags): Promise<void> {
  await withService(this, flags, async (client) => {
    const { data, in_tray: inTray } = await client.call<{
      readonly data: readonly WireSource[];
      readonly in_tray: number;
    }>('/v1/sources');
    for (const source of data) this.stdout.write(flags.json === true ? jsonLine(source) : sourceLine(source));
    if (data.length === 0) this.stderr.write('hearback: nothing is set up, and nothing has come in\n');
    if (inTray > 0) this.stderr.write(`hearback: ${inTray} not understood: hearback tray ls\n`);
    return exitCodes.ok;
  });
}

export interface AddImapFlags extends SourceFlags {
  readonly host: string;
  readonly user: string;
  readonly port?: number;
  readonly tls?: 'implicit' | 'starttls' | 'none';
  readonly caFile?: string;
  readonly passwordFile?: string;
  readonly mailbox?: string;
  readonly after?: 'seen' | 'delete' | 'move';
  readonly moveTo?: string;
}

export async function addImap(this: Io, flags: AddImapFlags, name: string): Promise<void> {
  const { json: _json, url: _url, config: _config, caFile, passwordFile, moveTo, ...rest } = flags;
  // In no list of processes, and in no history of a shell.
  const password = passwordFile === undefined ? { password: (await text(this.stdin)).trimEnd() } : {};
  const given = { ca_file: caFile, password_file: passwordFile, move_to: moveTo };
  await add(this, flags, { kind: 'imap', name, ...rest, ...given, ...password });
}

export async function addMaildir(
  this: Io,
  flags: SourceFlags & { readonly delete?: boolean },
  name: string,
  path: string,
): Promise<void> {
  await add(this, flags, { kind: 'maildir', name, path, delete: flags.delete });
}

export async function addLog(
  this: Io,
  flags: SourceFlags & { readonly format?: string; readonly skipHistory?: boolean },
  name: string,
  path: string,
): Promise<void> {
  await add(this, flags, { kind: 'log', name, path, format: flags.format, history: flags.skipHistory !== true });
}

export interface AddWebhookFlags extends SourceFlags {
  readonly provider: string;
  readonly keys?: string;
  readonly basic?: string;
  readonly tokens?: string;
  readonly headers?: string;
  readonly topic?: readonly string[];
}

export async function addWebhook(this: Io, flags: AddWebhookFlags, name: string): Promise<void> {
  const { provider, keys, basic, tokens, headers, topic: topics } = flags;
  const files = Object.entries({ keys, basic, tokens, headers }).filter(([, file]) => file !== undefined);
  const secrets: [string, readonly string[]][] = [];
  for (const [what, file] of files) {
    const lines = await linesOf(this, file ?? '');
    if (lines === null) return;
    secrets.push([what, lines]);
  }
  await add(this, flags, { kind: 'webhook', name, provider, topics, ...Object.fromEntries(secrets) });
}

/** Null when it cannot be read, which is said then. */
async function linesOf(io: Io, file: string): Promise<readonly string[] | null> {
  try {
    return (await readFile(file, 'utf8')).split(/\r?\n/).filter((line) => line.trim() !== '');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    io.stderr.write(`hearback: ${printableLine(`${file}: ${error.message}`)}\n`);
    io.exit(exitCodes.noInput);
    return null;
  }
}

async function add(io: Io, flags: SourceFlags, body: Readonly<Record<string, unknown>>): Promise<void> {
  await withService(io, flags, async (client) => {
    const source = await client.call<WireSource>('/v1/sources', { method: 'POST', body });
    io.stdout.write(flags.json === true ? jsonLine(source) : sourceLine(source));
    return exitCodes.ok;
  });
}

const path = (name: string, verb = ''): string => `/v1/sources/${encodeURIComponent(name)}${verb}`;

export async function testSource(this: Io, flags: SourceFlags, name: string): Promise<void> {
  await withService(this, flags, async (client) => {
    const test = await client.call<{ readonly ok: boolean; readonly saw: readonly string[] }>(path(name, '/test'), {
      method: 'POST',
    });
    if (flags.json === true) this.stdout.write(jsonLine(test));
    else for (const sentence of test.saw) this.stdout.write(`${printableLine(sentence)}\n`);
    return test.ok ? exitCodes.ok : exitCodes.no;
  });
}

export const pauseSource = changing('/pause');
export const resumeSource = changing('/resume');

function changing(verb: '/pause' | '/resume') {
  return async function (this: Io, flags: SourceFlags, name: string): Promise<void> {
    await withService(this, flags, async (client: Client): Promise<ExitCode> => {
      const source = await client.call<WireSource>(path(name, verb), { method: 'POST' });
      this.stdout.write(flags.json === true ? jsonLine(source) : sourceLine(source));
      return exitCodes.ok;
    });
  };
}

export async function removeSource(this: Io, flags: TargetFlags, name: string): Promise<void> {
  await withService(this, flags, async (client) => {
    await client.call(path(name), { method: 'DELETE' });
    this.stderr.write(`hearback: ${printableLine(name)} is followed no more\n`);
    return exitCodes.ok;
  });
}

function sourceLine(source: WireSource): string {
  const { name, kind, items, recorded, repeated, untrusted, not_understood: riddles, refused, failed, rate } = source;
  const last = source.last_event_at?.slice(0, 19).replace('T', ' ') ?? 'no event yet';
  const lag = source.lag_ms === null ? '' : `, ${Math.round(source.lag_ms / 1000)} s old when it came`;
  const counts = { items, recorded, repeated, untrusted, 'not understood': riddles, refused, failed };
  const told = Object.entries(counts).flatMap(([word, count]) => (count > 0 ? [`${count} ${word}`] : []));
  if (rate >= 0.1) told.push(`${rate.toFixed(1)} a minute`);
  const where = source.where === null ? '' : `  ${source.where}`;
  const error = source.last_error === null ? '' : `  last error ${source.last_error.at}: ${source.last_error.text}`;
  const paused = source.paused ? 'paused  ' : '';
  return `${printableLine(`${name.padEnd(20)}  ${kind.padEnd(11)}  ${paused}${last}${lag}  ${told.join(', ')}${where}${error}`)}\n`;
}
