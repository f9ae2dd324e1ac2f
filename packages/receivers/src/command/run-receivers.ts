/** `hearback receivers`: starts the world, says where it is, tells what happens, until it is stopped. */
import { personalities } from '../personalities/index.ts';
import type { WorldEvent } from '../world/events.ts';
import { type ReceiversOptions, startReceivers, type World } from '../world/world.ts';
import { guide } from './guide.ts';

export interface RunReceiversOptions extends ReceiversOptions {
  /** JSON lines: one that begins with the ports, then one an event. */
  readonly json?: boolean;
  /** Only where the world is; not what happens. */
  readonly quiet?: boolean;
  readonly write: (text: string) => unknown;
  /** Ends it. */
  readonly signal: AbortSignal;
}

/** Resolves when the world is closed again; rejects when a port is taken. */
export async function runReceivers(options: RunReceiversOptions): Promise<void> {
  const world = await startReceivers(options);
  const { write, json = false, quiet = false, signal } = options;
  write(json ? `${JSON.stringify(whereabouts(world))}\n` : welcome(world));
  if (!quiet) world.watch((event) => write(json ? `${JSON.stringify(eventFields(event))}\n` : told(event)));
  await new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
  await world.close();
}

const whereabouts = (world: World) => ({
  type: 'ready',
  dns: world.dns,
  smtp_port: world.smtpPort,
  authority: world.authority,
  receivers: personalities.map(({ id, name, domains, mx }) => ({ id, name, domains, mx })),
});

function welcome(world: World): string {
  const receivers = personalities.map(({ name, domains }) => [name, domains.join(' ')] as const);
  const addresses = guide.map((line) => [line.addresses.slice(0, 3).join(' '), line.does] as const);
  return [
    `DNS   ${world.dns.address}:${world.dns.port}  answers for the domains below; nothing else exists`,
    `SMTP  port ${world.smtpPort} of every MX host in it, on loopback`,
    '',
    ...columns(receivers),
    '',
    ...columns(addresses),
    '',
    'More: docs/receivers.md. Ctrl-C stops.',
    '',
    '',
  ].join('\n');
}

function columns(rows: readonly (readonly [string, string])[]): readonly string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}

/** Keys in the form of the project's JSON. */
function eventFields({ kind, ...event }: WorldEvent) {
  return { type: kind, ...event, at: new Date(event.at).toISOString() };
}

/** What clients and servers said may have control characters in it; a terminal must not obey them. */
const printable = (text: string): string => text.replace(/\p{Cc}+/gu, ' ');

function told(event: WorldEvent): string {
  const time = new Date(event.at).toISOString().slice(11, 19);
  const line = (what: string, words: string): string => `${time}  ${what.padEnd(8)}  ${printable(words)}\n`;
  switch (event.kind) {
    case 'connected':
      return '';
    case 'refused':
      return line('refused', `${event.recipient ?? event.host}  ${event.stage}: ${event.text}`);
    case 'received':
      return line('received', `${event.recipients.join(' ')}  from <${event.sender}>, ${event.octets} octets`);
    case 'mailed':
      return line('mailed', `${event.what} about ${event.about} to ${event.to}: ${event.answer}`);
  }
}
