/** `hearback source ls|add|test|pause|resume|rm` */
import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import type { Answer, operations } from '@hearback/server/api';
import { type ExitCode, exitCodes, type Io, jsonLine } from '../io.ts';
import { printableLine } from '../view/paint.ts';
import { duration } from '../view/words.ts';
import { answer } from './api.ts';
import { given } from './given.ts';
import { writeList } from './listing.ts';
import { withService } from './run.ts';
import type { TargetFlags } from './target.ts';

type NewSource = operations['postV1Sources']['requestBody']['content']['application/json'];
type NewWebhook = Extract<NewSource, { kind: 'webhook' }>;

export interface SourceFlags extends TargetFlags {
  readonly json?: boolean;
}

export async function listSources(this: Io, flags: SourceFlags): Promise<void> {
  await withService(this, flags, async (api) => {
    const { data, in_tray: inTray } = await answer(api.GET('/v1/sources'));
    const listing = { what: 'sources', hint: '`hearback source add` sets one up', json: flags.json };
    await writeList(this, { ...listing, line: sourceLine }, data);
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
  const renamed = given({ ca_file: caFile, password_file: passwordFile, move_to: moveTo });
  await add(this, flags, { kind: 'imap', name, ...rest, ...renamed, ...password });
}

export async function addMaildir(
  this: Io,
  flags: SourceFlags & { readonly delete?: boolean },
  name: string,
  path: string,
): Promise<void> {
  await add(this, flags, { kind: 'maildir', name, path, ...given({ delete: flags.delete }) });
}

export interface AddLogFlags extends SourceFlags {
  readonly format?: Extract<NewSource, { kind: 'log' }>['format'];
  readonly skipHistory?: boolean;
}

export async function addLog(this: Io, flags: AddLogFlags, name: string, path: string): Promise<void> {
  await add(this, flags, {
    kind: 'log',
    name,
    path,
    ...given({ format: flags.format }),
    history: flags.skipHistory !== true,
  });
}

export interface AddWebhookFlags extends SourceFlags {
  readonly provider: NewWebhook['provider'];
  readonly keys?: string;
  readonly basic?: string;
  readonly tokens?: string;
  readonly headers?: string;
  readonly topic?: readonly string[];
}

export async function addWebhook(this: Io, flags: AddWebhookFlags, name: string): Promise<void> {
  const { provider, keys, basic, tokens, headers, topic: topics } = flags;
  const files = Object.entries({ keys, basic, tokens, headers }).filter(([, file]) => file !== undefined);
  const secrets: [string, string[]][] = [];
  for (const [what, file] of files) {
    const lines = await linesOf(this, file ?? '');
    if (lines === null) return;
    secrets.push([what, lines]);
  }
  await add(this, flags, {
    kind: 'webhook',
    name,
    provider,
    ...given({ topics: topics && [...topics] }),
    ...Object.fromEntries(secrets),
  });
}

/** Null when it cannot be read, which is said then. */
async function linesOf(io: Io, file: string): Promise<string[] | null> {
  try {
    return (await readFile(file, 'utf8')).split(/\r?\n/).filter((line) => line.trim() !== '');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    io.stderr.write(`hearback: ${printableLine(`${file}: ${error.message}`)}\n`);
    io.exit(exitCodes.noInput);
    return null;
  }
}

async function add(io: Io, flags: SourceFlags, body: NewSource): Promise<void> {
  await withService(io, flags, async (api) => {
    const source = await answer(api.POST('/v1/sources', { body }));
    io.stdout.write(flags.json === true ? jsonLine(source) : sourceLine(source));
    if (source.shares_key_with !== null)
      io.stderr.write(
        `hearback: ${printableLine(source.shares_key_with)} has a key of it too: what comes to both counts twice\n`,
      );
    return exitCodes.ok;
  });
}

const of = (name: string) => ({ params: { path: { name } } });

export async function testSource(this: Io, flags: SourceFlags, name: string): Promise<void> {
  await withService(this, flags, async (api) => {
    const test = await answer(api.POST('/v1/sources/{name}/test', of(name)));
    if (flags.json === true) this.stdout.write(jsonLine(test));
    else for (const sentence of test.saw) this.stdout.write(`${printableLine(sentence)}\n`);
    return test.ok ? exitCodes.ok : exitCodes.no;
  });
}

export const pauseSource = changing('pause');
export const resumeSource = changing('resume');

function changing(verb: 'pause' | 'resume') {
  return async function (this: Io, flags: SourceFlags, name: string): Promise<void> {
    await withService(this, flags, async (api): Promise<ExitCode> => {
      const source = await answer(api.POST(`/v1/sources/{name}/${verb}`, of(name)));
      this.stdout.write(flags.json === true ? jsonLine(source) : sourceLine(source));
      return exitCodes.ok;
    });
  };
}

export async function removeSource(this: Io, flags: TargetFlags, name: string): Promise<void> {
  await withService(this, flags, async (api) => {
    await answer(api.DELETE('/v1/sources/{name}', of(name)));
    this.stderr.write(`hearback: ${printableLine(name)} is followed no more\n`);
    return exitCodes.ok;
  });
}

function sourceLine(source: Answer<'/v1/sources'>['data'][number]): string {
  const { name, kind, items, recorded, repeated, untrusted, not_understood: riddles, refused, failed, rate } = source;
  const last = source.last_event_at?.slice(0, 19).replace('T', ' ') ?? 'no event yet';
  const lag = source.lag_ms === null ? '' : `, ${duration(Math.round(source.lag_ms / 1000))} old when it came`;
  const counts = {
    [items === 1 ? 'item' : 'items']: items,
    recorded,
    repeated,
    untrusted,
    'not understood': riddles,
    refused,
    failed,
  };
  const told = Object.entries(counts).flatMap(([word, count]) => (count > 0 ? [`${count} ${word}`] : []));
  if (rate >= 0.1) told.push(`${rate.toFixed(1)} a minute`);
  const where = source.where === null ? '' : `  ${source.where}`;
  const error = source.last_error === null ? '' : `  last error ${source.last_error.at}: ${source.last_error.text}`;
  const paused = source.paused ? 'paused  ' : '';
  return `${printableLine(`${name.padEnd(20)}  ${kind.padEnd(11)}  ${paused}${last}${lag}  ${told.join(', ')}${where}${error}`)}\n`;
}
