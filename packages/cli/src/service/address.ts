/** `hearback address get|erase` */
import { exitCodes, type Io, jsonLine, wantsColour } from '../io.ts';
import { plural } from '../view/count.ts';
import { painter, printableLine } from '../view/paint.ts';
import { answer } from './api.ts';
import { eventLine } from './event-line.ts';
import { given } from './given.ts';
import { withService } from './run.ts';
import type { TargetFlags } from './target.ts';

export interface AddressFlags extends TargetFlags {
  readonly json?: boolean;
  readonly stream?: string;
  readonly list?: string;
  readonly sender?: string;
  readonly limit?: number;
}

export async function getAddress(this: Io, flags: AddressFlags, address: string): Promise<void> {
  await withService(this, flags, async (api) => {
    const { stream, list, sender, limit } = flags;
    const params = { path: { address }, query: given({ stream, list, sender, limit }) };
    const found = await answer(api.GET('/v1/addresses/{address}', { params }));
    if (flags.json === true) {
      this.stdout.write(jsonLine(found));
      return exitCodes.ok;
    }
    const paint = painter(wantsColour(this.stdout, this.env));
    const { sent, why } = found.next;
    this.stdout.write(`${printableLine(found.address)}\n`);
    this.stdout.write(
      `${paint(sent ? 'green' : 'red', sent ? 'The next message would be sent.' : 'The next message would not be sent.')} ${printableLine(why)}\n`,
    );
    for (const { scope, value, state, reason } of found.entries)
      this.stdout.write(`${printableLine(`${scope} ${value}`.trim().padEnd(12))} ${state}, ${reason}\n`);
    const counts = Object.entries(found.counts).map(([type, count]) => `${type} ${count}`);
    if (counts.length > 0) this.stdout.write(`${paint('dim', counts.join(' · '))}\n`);
    for (const event of found.events) this.stdout.write(`${event.at.slice(0, 10)} ${eventLine(event, paint)}\n`);
    return exitCodes.ok;
  });
}

export async function eraseAddress(this: Io, flags: AddressFlags, address: string): Promise<void> {
  await withService(this, flags, async (api) => {
    const told = await answer(api.DELETE('/v1/addresses/{address}', { params: { path: { address } } }));
    const { cancelled, being_sent: sending, events, kept_unmailed: unmailed } = told;
    const stays = unmailed ? ' It stays unmailed.' : '';
    this.stdout.write(
      flags.json === true
        ? jsonLine(told)
        : `Erased: ${plural(events, 'event')}, ${plural(cancelled, 'waiting message')}.${stays}\n`,
    );
    if (sending > 0)
      this.stderr.write('hearback: a message is being sent to it right now; erase it again afterwards\n');
    return sending > 0 ? exitCodes.tryAgain : exitCodes.ok;
  });
}
