/** `hearback suppress add|rm|check|ls|why` */
import type { WireEvent, WireSuppression, WireSuppressionChange } from '@hearback/server';
import { exitCodes, type Io, jsonLine, wantsColour } from '../io.ts';
import { painter, printableLine } from '../view/paint.ts';
import { eventLine } from './event-line.ts';
import { pages, withQuery } from './pages.ts';
import { withService } from './run.ts';
import type { TargetFlags } from './target.ts';

interface Json extends TargetFlags {
  readonly json?: boolean;
}

/** The scope is what is named: at most one. */
interface Where {
  readonly stream?: string;
  readonly list?: string;
  readonly sender?: string;
}
export interface AddFlags extends Json, Where {
  readonly reason?: string;
  readonly why?: string;
  readonly until?: string;
}
export interface ListSuppressedFlags extends Json {
  readonly state?: string;
  readonly reason?: string;
  readonly domain?: string;
  readonly limit?: number;
}

const pathOf = (address: string): string => `/v1/suppressions/${encodeURIComponent(address)}`;

function placeOf({ stream, list, sender }: Where): { readonly scope?: string; readonly value?: string } {
  const [named] = Object.entries({ stream, list, sender }).filter(([, value]) => value !== undefined);
  return named?.[1] === undefined ? {} : { scope: named[0], value: named[1] };
}

export const saidOf = ({ reason, why, until, ...flags }: AddFlags) => ({
  ...placeOf(flags),
  ...(reason === undefined ? {} : { reason }),
  ...(why === undefined ? {} : { why }),
  ...(until === undefined ? {} : { expires_at: until }),
});

export async function add(this: Io, flags: AddFlags, address: string): Promise<void> {
  await withService(this, flags, async (client) => {
    const { entries } = await client.call<{ readonly entries: readonly WireSuppression[] }>(pathOf(address), {
      method: 'PUT',
      body: saidOf(flags),
    });
    for (const entry of entries) this.stdout.write(flags.json === true ? jsonLine(entry) : entryLine(entry));
    return exitCodes.ok;
  });
}

export async function remove(
  this: Io,
  flags: Json & Where & { readonly why?: string },
  address: string,
): Promise<void> {
  await withService(this, flags, async (client) => {
    const { released } = await client.call<{ readonly released: boolean }>(
      withQuery(pathOf(address), { ...placeOf(flags), why: flags.why }),
      { method: 'DELETE' },
    );
    if (flags.json === true) this.stdout.write(jsonLine({ released }));
    else if (!released) this.stderr.write(`hearback: nothing held mail for ${printableLine(address)} back\n`);
    return released ? exitCodes.ok : exitCodes.no;
  });
}

interface Checked {
  readonly address: string;
  readonly suppressed: boolean;
  readonly entry: WireSuppression | null;
}

/** Exits with 1 when one of the addresses gets no mail. */
export async function check(this: Io, flags: Json & Where, ...addresses: string[]): Promise<void> {
  await withService(this, flags, async (client) => {
    const { stream, list, sender } = flags;
    const { data } = await client.call<{ readonly data: readonly Checked[] }>('/v1/suppressions/check', {
      method: 'POST',
      body: { addresses, stream, list, sender },
    });
    for (const { address, entry } of data)
      this.stdout.write(
        flags.json === true
          ? jsonLine({ address, suppressed: entry !== null, entry })
          : entry === null
            ? `${printableLine(address)}  may be mailed\n`
            : entryLine({ ...entry, address }),
      );
    return data.some(({ suppressed }) => suppressed) ? exitCodes.no : exitCodes.ok;
  });
}

export async function list(this: Io, flags: ListSuppressedFlags): Promise<void> {
  await withService(this, flags, async (client) => {
    const { state, reason, domain, limit = 100 } = flags;
    for await (const entry of pages<WireSuppression>(client, '/v1/suppressions', { state, reason, domain }, limit))
      this.stdout.write(flags.json === true ? jsonLine(entry) : entryLine(entry));
    return exitCodes.ok;
  });
}

function entryLine({
  address,
  address_sha256: hash,
  scope,
  value,
  state,
  reason,
  since,
  expires_at: until,
  why,
  who,
}: WireSuppression): string {
  const where = scope === 'global' ? '' : `  ${scope} ${value}`;
  const ends = until === null ? '' : `, until ${until.slice(0, 10)}`;
  const by = who === null ? '' : ` (${who})`;
  return `${printableLine(`${address ?? hash}  ${state}${where}  ${reason}  ${since.slice(0, 10)}${ends}  ${why}${by}`)}\n`;
}

interface Why {
  readonly entries: readonly WireSuppression[];
  readonly changes: readonly WireSuppressionChange[];
  readonly causes: readonly WireEvent[];
}

/** Exits with 1 when there is no entry. */
export async function why(this: Io, flags: Json, address: string): Promise<void> {
  await withService(this, flags, async (client) => {
    const found = await client.call<Why>(pathOf(address));
    if (flags.json === true) this.stdout.write(jsonLine(found));
    else {
      const paint = painter(wantsColour(this.stdout, this.env));
      for (const entry of found.entries) this.stdout.write(entryLine(entry));
      for (const { at, from, to, why: because, who } of found.changes)
        this.stdout.write(
          `${printableLine(`  ${at.slice(0, 19).replace('T', ' ')}  ${from ?? 'none'} → ${to ?? 'none'}  ${because}${who === null ? '' : ` (${who})`}`)}\n`,
        );
      for (const event of found.causes) this.stdout.write(`  ${eventLine(event, paint)}\n`);
      if (found.entries.length === 0) this.stderr.write(`hearback: ${printableLine(address)} has no entry\n`);
    }
    return found.entries.length === 0 ? exitCodes.no : exitCodes.ok;
  });
}
