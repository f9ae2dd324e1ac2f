/** `hearback suppress add|rm|check|ls|why` */
import { exitCodes, type Io, jsonLine, wantsColour } from '../io.ts';
import { painter, printableLine } from '../view/paint.ts';
import { answer } from './api.ts';
import { eventLine } from './event-line.ts';
import { given } from './given.ts';
import { isNarrowed, writeList } from './listing.ts';
import { pages } from './pages.ts';
import { withService } from './run.ts';
import type { Reason, Suppression } from './shapes.ts';
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
  readonly reason?: Reason;
  readonly why?: string;
  readonly until?: string;
}
export interface ListSuppressedFlags extends Json {
  readonly state?: Suppression['state'];
  readonly reason?: Reason;
  readonly domain?: string;
  readonly limit?: number;
}

const of = (address: string) => ({ path: { address } });

function placeOf(where: Where): { readonly scope?: Suppression['scope']; readonly value?: string } {
  for (const scope of ['stream', 'list', 'sender'] as const)
    if (where[scope] !== undefined) return { scope, value: where[scope] };
  return {};
}

export const saidOf = ({ reason, why, until: expires_at, ...flags }: AddFlags) => ({
  ...placeOf(flags),
  ...given({ reason, why, expires_at }),
});

export async function add(this: Io, flags: AddFlags, address: string): Promise<void> {
  await withService(this, flags, async (api) => {
    const { entries } = await answer(
      api.PUT('/v1/suppressions/{address}', { params: of(address), body: saidOf(flags) }),
    );
    for (const entry of entries) this.stdout.write(flags.json === true ? jsonLine(entry) : entryLine(entry));
    return exitCodes.ok;
  });
}

export async function remove(
  this: Io,
  flags: Json & Where & { readonly why?: string },
  address: string,
): Promise<void> {
  await withService(this, flags, async (api) => {
    const query = { ...placeOf(flags), ...given({ why: flags.why }) };
    const { released } = await answer(api.DELETE('/v1/suppressions/{address}', { params: { ...of(address), query } }));
    if (flags.json === true) this.stdout.write(jsonLine({ released }));
    else if (!released) this.stderr.write(`hearback: nothing held mail for ${printableLine(address)} back\n`);
    return released ? exitCodes.ok : exitCodes.no;
  });
}

/** Exits with 1 when one of the addresses gets no mail. */
export async function check(this: Io, flags: Json & Where, ...addresses: string[]): Promise<void> {
  await withService(this, flags, async (api) => {
    const { stream, list, sender } = flags;
    const { data } = await answer(
      api.POST('/v1/suppressions/check', { body: { addresses, ...given({ stream, list, sender }) } }),
    );
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
  await withService(this, flags, async (api) => {
    const { state, reason, domain, limit = 100 } = flags;
    const query = given({ state, reason, domain });
    const entries = pages(
      (page) => answer(api.GET('/v1/suppressions', { params: { query: { ...query, ...page } } })),
      limit,
    );
    const listing = { what: 'suppressed addresses', narrowed: isNarrowed(query), json: flags.json };
    await writeList(this, { ...listing, line: entryLine }, entries);
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
}: Suppression): string {
  const where = scope === 'global' ? '' : `  ${scope} ${value}`;
  const ends = until === null ? '' : `, until ${until.slice(0, 10)}`;
  const by = who === null ? '' : ` (${who})`;
  return `${printableLine(`${address ?? hash}  ${state}${where}  ${reason}  ${since.slice(0, 10)}${ends}  ${why}${by}`)}\n`;
}

/** Exits with 1 when there is no entry. */
export async function why(this: Io, flags: Json, address: string): Promise<void> {
  await withService(this, flags, async (api) => {
    const found = await answer(api.GET('/v1/suppressions/{address}', { params: of(address) }));
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
