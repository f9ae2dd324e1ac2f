/** `hearback address get` */
import type { WireEvent, WireSuppression } from '@hearback/server';
import { exitCodes, type Io, jsonLine, wantsColour } from '../io.ts';
import { painter, printableLine } from '../view/paint.ts';
import { eventLine } from './event-line.ts';
import { withQuery } from './pages.ts';
import { withService } from './run.ts';
import type { TargetFlags } from './target.ts';

export interface AddressFlags extends TargetFlags {
  readonly json?: boolean;
  readonly stream?: string;
  readonly list?: string;
  readonly sender?: string;
  readonly limit?: number;
}

interface AddressView {
  readonly address: string;
  readonly next: { readonly sent: boolean; readonly why: string };
  readonly entries: readonly WireSuppression[];
  readonly counts: Readonly<Record<string, number>>;
  readonly events: readonly WireEvent[];
}

export async function getAddress(this: Io, flags: AddressFlags, address: string): Promise<void> {
  await withService(this, flags, async (client) => {
    const { stream, list, sender, limit } = flags;
    const path = `/v1/addresses/${encodeURIComponent(address)}`;
    const asked = { stream, list, sender, limit: limit === undefined ? undefined : String(limit) };
    const found = await client.call<AddressView>(withQuery(path, asked));
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
