/** `hearback message ls|get|trace|raw|retry|hold|release|cancel|expire` */
import type { Answer } from '@hearback/server/api';
import { exitCodes, type Io, jsonLine, wantsColour } from '../io.ts';
import { type Paint, painter, printable, printableLine } from '../view/paint.ts';
import { answer } from './api.ts';
import { eventLine } from './event-line.ts';
import { given } from './given.ts';
import { pages } from './pages.ts';
import { type Action, actionWords } from './queue.ts';
import { withService } from './run.ts';
import type { Happening } from './shapes.ts';
import type { TargetFlags } from './target.ts';
import { writeOut } from './write-out.ts';

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
  await withService(this, flags, async (api) => {
    const { sender, stream, campaign, list: name, limit = 50 } = flags;
    const query = given({ sender, stream, campaign, list: name });
    const found = pages((page) => answer(api.GET('/v1/messages', { params: { query: { ...query, ...page } } })), limit);
    for await (const message of found)
      this.stdout.write(flags.json === true ? jsonLine(message) : `${messageLine(message)}\n`);
    return exitCodes.ok;
  });
}

type Message = Answer<'/v1/messages'>['data'][number];
type Recipient = Answer<'/v1/messages/{id}'>['recipients'][number];
type Dialogue = Answer<'/v1/messages/{id}/dialogue'>['data'][number];

const messageLine = ({ id, accepted_at, sender, stream, subject }: Message): string =>
  printableLine(
    `${id}  ${accepted_at.slice(0, 19).replace('T', ' ')}  <${sender}>  ${stream}  ${subject ?? ''}`.trimEnd(),
  );

const one = (id: string) => ({ params: { path: { id } } });

export async function get(this: Io, flags: Json, id: string): Promise<void> {
  await withService(this, flags, async (api) => {
    const found = await answer(api.GET('/v1/messages/{id}', one(id)));
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

function recipientLine(
  { recipient, state, attempts, next_attempt_at, reply, held_why }: Recipient,
  paint: Paint,
): string {
  const tone = state === 'delivered' ? 'green' : state === 'waiting' || state === 'held' ? 'yellow' : 'red';
  const next = next_attempt_at === null ? '' : `, next ${next_attempt_at.slice(0, 19).replace('T', ' ')}`;
  return `${paint(tone, state.padEnd(12))} ${printableLine(`${recipient} (attempts ${attempts}${next})  ${held_why ?? reply ?? ''}`.trimEnd())}`;
}

/** Everything that happened, each attempt with what was said. */
export async function trace(this: Io, flags: Json, id: string): Promise<void> {
  await withService(this, flags, async (api) => {
    const events: Happening[] = [];
    for await (const event of pages((query) =>
      answer(api.GET('/v1/messages/{id}/events', { params: { path: { id }, query } })),
    ))
      events.push(event);
    const { data: dialogues } = await answer(api.GET('/v1/messages/{id}/dialogue', one(id)));
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

const dialogueText = ({ attempt, text }: Dialogue, paint: Paint): string =>
  [
    paint('dim', `  attempt ${attempt}`),
    ...text.split('\n').map((line) => `  ${printable(line.replace(/\r$/, ''))}`),
  ].join('\n');

export async function raw(this: Io, flags: TargetFlags, id: string): Promise<void> {
  await withService(this, flags, async (api) => {
    // Octets as they are: for files and pipes.
    await writeOut(this, api.GET('/v1/messages/{id}/raw', { ...one(id), parseAs: 'stream' }));
    return exitCodes.ok;
  });
}

export const actOnMessage = (action: Action) =>
  async function (this: Io, flags: Json, id: string): Promise<void> {
    await withService(this, flags, async (api) => {
      const { changed } = await answer(api.POST(`/v1/messages/{id}/${action}`, one(id)));
      this.stdout.write(flags.json === true ? jsonLine({ changed }) : `${actionWords(action, changed)}\n`);
      return exitCodes.ok;
    });
  };
