/** `hearback message ls|get|trace|raw|retry|hold|release|cancel|expire` */
import type { RecipientState, WireDialogue, WireEvent, WireMessage } from '@hearback/server';
import { exitCodes, type Io, jsonLine, wantsColour } from '../io.ts';
import { type Paint, painter, printable, printableLine } from '../view/paint.ts';
import { eventLine } from './event-line.ts';
import { pages } from './pages.ts';
import { type Action, actionWords } from './queue.ts';
import { withService } from './run.ts';
import type { TargetFlags } from './target.ts';

interface Json extends TargetFlags {
  readonly json?: boolean;
}

export interface ListFlags extends Json {
  readonly sender?: string;
  readonly stream?: string;
  readonly campaign?: string;
  readonly list?: string;
  readonly limit?: number;
}

export async function list(this: Io, flags: ListFlags): Promise<void> {
  await withService(this, flags, async (client) => {
    const { sender, stream, campaign, list: name, limit = 50 } = flags;
    for await (const message of pages<WireMessage>(
      client,
      '/v1/messages',
      { sender, stream, campaign, list: name },
      limit,
    ))
      this.stdout.write(flags.json === true ? jsonLine(message) : `${messageLine(message)}\n`);
    return exitCodes.ok;
  });
}

const messageLine = ({ id, accepted_at, sender, stream, subject }: WireMessage): string =>
  printableLine(
    `${id}  ${accepted_at.slice(0, 19).replace('T', ' ')}  <${sender}>  ${stream}  ${subject ?? ''}`.trimEnd(),
  );

const pathOf = (id: string, part = ''): string => `/v1/messages/${encodeURIComponent(id)}${part}`;

export async function get(this: Io, flags: Json, id: string): Promise<void> {
  await withService(this, flags, async (client) => {
    const found = await client.call<WireMessage & { readonly recipients: readonly RecipientState[] }>(pathOf(id));
    if (flags.json === true) this.stdout.write(jsonLine(found));
    else {
      const { recipients, ...message } = found;
      const paint = painter(wantsColour(this.stdout, this.env));
      for (const [name, value] of Object.entries(message))
        if (value !== null && !(Array.isArray(value) && value.length === 0))
          this.stdout.write(`${paint('dim', name.padEnd(12))} ${printableLine(String(value))}\n`);
      for (const recipient of recipients) this.stdout.write(`${recipientLine(recipient, paint)}\n`);
    }
    return exitCodes.ok;
  });
}

function recipientLine({ recipient, state, attempts, next_attempt_at, reply }: RecipientState, paint: Paint): string {
  const tone = state === 'delivered' ? 'green' : state === 'waiting' || state === 'held' ? 'yellow' : 'red';
  const next = next_attempt_at === null ? '' : `, next ${next_attempt_at.slice(0, 19).replace('T', ' ')}`;
  return `${paint(tone, state.padEnd(12))} ${printableLine(`${recipient} (attempts ${attempts}${next})  ${reply ?? ''}`.trimEnd())}`;
}

/** Everything that happened, each attempt with what was said. */
export async function trace(this: Io, flags: Json, id: string): Promise<void> {
  await withService(this, flags, async (client) => {
    const events: WireEvent[] = [];
    for await (const event of pages<WireEvent>(client, pathOf(id, '/events'), {})) events.push(event);
    const { data: dialogues } = await client.call<{ readonly data: readonly WireDialogue[] }>(pathOf(id, '/dialogue'));
    if (flags.json === true) {
      for (const event of events) this.stdout.write(jsonLine({ event }));
      for (const dialogue of dialogues) this.stdout.write(jsonLine({ dialogue }));
      return exitCodes.ok;
    }
    const paint = painter(wantsColour(this.stdout, this.env));
    const told = [
      ...events.map((event) => ({ at: event.at, text: eventLine(event, paint) })),
      ...dialogues.map((dialogue) => ({ at: dialogue.at, text: dialogueText(dialogue, paint) })),
    ].sort((left, right) => (left.at < right.at ? -1 : left.at > right.at ? 1 : 0));
    for (const { text } of told) this.stdout.write(`${text}\n`);
    return exitCodes.ok;
  });
}

const dialogueText = ({ attempt, text }: WireDialogue, paint: Paint): string =>
  [
    paint('dim', `  attempt ${attempt}`),
    ...text.split('\n').map((line) => `  ${printable(line.replace(/\r$/, ''))}`),
  ].join('\n');

export async function raw(this: Io, flags: TargetFlags, id: string): Promise<void> {
  await withService(this, flags, async (client) => {
    // Octets as they are: for files and pipes.
    this.stdout.write(await client.text(pathOf(id, '/raw')));
    return exitCodes.ok;
  });
}

export const actOnMessage = (action: Action) =>
  async function (this: Io, flags: Json, id: string): Promise<void> {
    await withService(this, flags, async (client) => {
      const { changed } = await client.call<{ readonly changed: number }>(pathOf(id, `/${action}`), { method: 'POST' });
      this.stdout.write(flags.json === true ? jsonLine({ changed }) : `${changed} ${actionWords[action]}\n`);
      return exitCodes.ok;
    });
  };
