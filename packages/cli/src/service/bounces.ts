/** `hearback bounces ls|get` */
import { exitCodes, type Io, jsonLine, wantsColour } from '../io.ts';
import { painter, printable, printableLine } from '../view/paint.ts';
import { answer } from './api.ts';
import { eventLine } from './event-line.ts';
import { given } from './given.ts';
import { isNarrowed, writeList } from './listing.ts';
import { pages } from './pages.ts';
import { withService } from './run.ts';
import type { Happening } from './shapes.ts';
import type { TargetFlags } from './target.ts';

export interface BouncesFlags extends TargetFlags {
  readonly json?: boolean;
  readonly class?: string;
  readonly type?: string;
  readonly recipient?: string;
  readonly reason?: string;
  readonly provider?: string;
  readonly domain?: string;
  readonly list?: string;
  readonly stream?: string;
  readonly since?: string;
  readonly limit?: number;
}

/** `terms`: the query, word by word. */
export async function listBounces(this: Io, flags: BouncesFlags, ...terms: readonly string[]): Promise<void> {
  await withService(this, flags, async (api) => {
    const { type, recipient, reason, provider, domain, list, stream, since, limit = 100 } = flags;
    const q = terms.length === 0 ? undefined : terms.join(' ');
    const asked = { q, class: flags.class, type, recipient, reason, provider, domain, list, stream, since };
    const query = given(asked);
    const paint = painter(wantsColour(this.stdout, this.env));
    const found = pages((page) => answer(api.GET('/v1/bounces', { params: { query: { ...query, ...page } } })), limit);
    const line = (event: Happening): string => `${event.id}  ${event.at.slice(0, 10)} ${eventLine(event, paint)}\n`;
    await writeList(this, { what: 'bounces', narrowed: isNarrowed(query), json: flags.json, line }, found);
    return exitCodes.ok;
  });
}

export async function getBounce(
  this: Io,
  flags: TargetFlags & { readonly json?: boolean; readonly raw?: boolean },
  id: string,
): Promise<void> {
  await withService(this, flags, async (api) => {
    const found = await answer(api.GET('/v1/bounces/{id}', { params: { path: { id } } }));
    if (flags.json === true) {
      this.stdout.write(jsonLine(found));
      return exitCodes.ok;
    }
    const mail = found.raw === null ? null : Buffer.from(found.raw, 'base64').toString();
    if (flags.raw === true) {
      if (mail === null) this.stderr.write('hearback: no mail is kept with it\n');
      else this.stdout.write(mail);
      return mail === null ? exitCodes.no : exitCodes.ok;
    }
    const { event, steps } = found;
    const paint = painter(wantsColour(this.stdout, this.env));
    this.stdout.write(`${event.at.slice(0, 10)} ${eventLine(event, paint)}\n`);
    const facts = [
      ['message', event.message_id],
      ['source', event.source_name ?? event.source],
      ['found by', event.correlated_by ?? null],
      ['trusted', event.trusted ? null : 'no: it has no effect'],
      ['fault', event.verdict?.fault.join(', ') ?? null],
      ['action', event.verdict?.action ?? null],
      ['rule', event.verdict?.rule ?? null],
    ] as const;
    for (const [name, value] of facts)
      if (value !== null) this.stdout.write(`${paint('dim', name.padEnd(9))} ${printableLine(value)}\n`);
    if (event.reply !== null) this.stdout.write(`\n${printable(event.reply.text)}\n\n`);
    for (const { step, rule, won, why } of steps)
      this.stdout.write(`${won ? '>' : ' '} ${printableLine(`${step}  ${rule}  ${why}`)}\n`);
    return exitCodes.ok;
  });
}
