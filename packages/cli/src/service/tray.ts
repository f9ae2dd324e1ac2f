/** `hearback tray ls|get|retry|rm`: what was not understood. */
import type { Answer, operations } from '@hearback/server/api';
import { exitCodes, type Io, jsonLine } from '../io.ts';
import { printable, printableLine } from '../view/paint.ts';
import { answer } from './api.ts';
import { writeList } from './listing.ts';
import { pages } from './pages.ts';
import { withService } from './run.ts';
import type { TargetFlags } from './target.ts';
import { writeOut } from './write-out.ts';

export interface TrayFlags extends TargetFlags {
  readonly json?: boolean;
}

type Item = Answer<'/v1/tray'>['data'][number];
type Taken = operations['postV1TrayIdRetry']['responses'][200]['content']['application/json'];

const of = (id: string) => ({ params: { path: { id } } });

export async function listTray(this: Io, flags: TrayFlags): Promise<void> {
  await withService(this, flags, async (api) => {
    const items = pages((query) => answer(api.GET('/v1/tray', { params: { query } })));
    const listing = { what: 'items in the tray', hint: 'everything was understood', json: flags.json };
    await writeList(this, { ...listing, line: trayLine }, items);
    return exitCodes.ok;
  });
}

function trayLine({ id, at, source, form, size, why }: Item): string {
  return `${printableLine(
    `${id}  ${at.slice(0, 19).replace('T', ' ')}  ${source.padEnd(20)}  ${form}  ${size} octets  ${why.join(' ')}`,
  )}\n`;
}

/** The octets with what a terminal would obey made visible; `--raw` as they are. */
export async function getTrayItem(this: Io, flags: TrayFlags & { readonly raw?: boolean }, id: string): Promise<void> {
  await withService(this, flags, async (api) => {
    if (flags.json === true) this.stdout.write(jsonLine(await answer(api.GET('/v1/tray/{id}', of(id)))));
    else if (flags.raw === true) await writeOut(this, api.GET('/v1/tray/{id}/raw', { ...of(id), parseAs: 'stream' }));
    else {
      const text = await answer(api.GET('/v1/tray/{id}/raw', { ...of(id), parseAs: 'text' }));
      this.stdout.write(printable(text.replaceAll('\r\n', '\n')));
    }
    return exitCodes.ok;
  });
}

export async function retryTrayItem(this: Io, flags: TrayFlags, id: string): Promise<void> {
  await withService(this, flags, async (api) => {
    const taken = await answer(api.POST('/v1/tray/{id}/retry', of(id)));
    if (flags.json === true) this.stdout.write(jsonLine(taken));
    else
      this.stdout.write(`${taken.in_tray ? 'Still not understood' : 'Understood'}: ${printableLine(inWords(taken))}\n`);
    return taken.in_tray ? exitCodes.no : exitCodes.ok;
  });
}

const inWords = ({ recorded, repeated, untrusted, notes }: Taken): string =>
  [`${recorded} recorded, ${repeated} known already, ${untrusted} not proven to be about mail of ours`, ...notes].join(
    '. ',
  );

export async function removeTrayItem(this: Io, flags: TargetFlags, ...ids: string[]): Promise<void> {
  await withService(this, flags, async (api) => {
    for (const id of ids) await answer(api.DELETE('/v1/tray/{id}', of(id)));
    return exitCodes.ok;
  });
}
