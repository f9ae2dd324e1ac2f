/** `hearback message ls|get|trace|raw|retry|hold|release|cancel|expire` */
import type { Answer } from '@hearback/server/api';
import { exitCodes, type Io, jsonLine, wantsColour } from '../io.ts';
import { plural } from '../view/count.ts';
import { type Paint, painter, printable, printableLine, type Tone } from '../view/paint.ts';
import { answer } from './api.ts';
import { eventLine } from './event-line.ts';
import { given } from './given.ts';
import { isNarrowed, writeList } from './listing.ts';
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
  readonly recipient?: string;
  readonly outcome?: Outcome;
  readonly sender?: string;
  readonly stream?: string;
  readonly campaign?: string;
  readonly list?: string;
  readonly since?: string;
  readonly until?: string;
  readonly limit?: number;
}

export async function list(this: Io, flags: ListFlags): Promise<void> {
  await withService(this, flags, async (api) => {
    const { recipient, outcome, sender, stream, campaign, list: name, since, until, limit = 50 } = flags;
    const query = given({ recipient, outcome, sender, stream, campaign, list: name, since, until });
    const paint = painter(wantsColour(this.stdout, this.env));
    const found = pages((page) => answer(api.GET('/v1/messages', { params: { query: { ...query, ...page } } })), limit);
    const line = (message: Message): string => `${messageLine(message, recipient !== undefined, paint)}\n`;
    await writeList(this, { what: 'messages', narrowed: isNarrowed(query), json: flags.json, line }, found);
    return exitCodes.ok;
  });
}

type Message = Answer<'/v1/messages'>['data'][number];
type Outcome = Message['recipients'][number]['state'];
type Recipient = Answer<'/v1/messages/{id}'>['recipients'][number];
type Dialogue = Answer<'/v1/messages/{id}/dialogue'>['data'][number];

/** `asked`: of one recipient, whose outcome alone is told. */
function messageLine(message: Message, asked: boolean, paint: Paint): string {
  const { id, foreign_message: foreign, accepted_at: at, sender, subject, recipients, recipient_count: many } = message;
  const [first] = recipients;
  const more = many > 1 ? ` and ${many - 1} more` : '';
  const to = first === undefined ? `${plural(many, 'recipient')}` : `${first.recipient}${more}`;
  const counts = asked && first !== undefined ? { [first.state]: 1 } : message.outcomes;
  const outcomes = Object.entries(counts).map(([state, count]) =>
    paint(toneOf(state as Outcome), asked || many === 1 ? state : `${count} ${state}`),
  );
  const name = printableLine(id ?? foreign ?? 'not sent from here');
  const from = sender === null ? '' : `<${sender}>`;
  const what = printableLine(`${to}  ${from}  ${subject ?? ''}`.trimEnd());
  return `${name}  ${at.slice(0, 19).replace('T', ' ')}  ${outcomes.join(', ').padEnd(9)}  ${what}`;
}

const toneOf = (state: Outcome): Tone =>
  state === 'delivered' ? 'green' : ['queued', 'deferred', 'held'].includes(state) ? 'yellow' : 'red';

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
  const next = next_attempt_at === null ? '' : `, next ${next_attempt_at.slice(0, 19).replace('T', ' ')}`;
  return `${paint(toneOf(state), state.padEnd(12))} ${printableLine(`${recipient} (attempts ${attempts}${next})  ${held_why ?? reply ?? ''}`.trimEnd())}`;
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
      const acted = await answer(api.POST(`/v1/messages/{id}/${action}`, one(id)));
      this.stdout.write(flags.json === true ? jsonLine(acted) : `${actionWords(action, acted)}\n`);
      return exitCodes.ok;
    });
  };
