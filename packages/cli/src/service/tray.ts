/** `hearback tray ls|get|retry|rm`: what was not understood. */
import type { WireTaken, WireTray } from '@hearback/server';
import { exitCodes, type Io, jsonLine } from '../io.ts';
import { printable, printableLine } from '../view/paint.ts';
import { pages } from './pages.ts';
import { withService } from './run.ts';
import type { TargetFlags } from './target.ts';

export interface TrayFlags extends TargetFlags {
  readonly json?: boolean;
}

const path = (id: string, verb = ''): string => `/v1/tray/${encodeURIComponent(id)}${verb}`;

export async function listTray(this: Io, flags: TrayFlags): Promise<void> {
  await withService(this, flags, async (client) => {
    let items = 0;
    for await (const item of pages<WireTray>(client, '/v1/tray', {})) {
      items++;
      this.stdout.write(flags.json === true ? jsonLine(item) : trayLine(item));
    }
    if (items === 0) this.stderr.write('hearback: everything was understood\n');
    return exitCodes.ok;
  });
}

function trayLine({ id, at, source, form, size, why }: WireTray): string {
  return `${printableLine(`${id}  ${at.slice(0, 19).replace('T', ' ')}  ${source.padEnd(20)}  ${form}  ${size} octets  ${why.join(' ')}`)}\n`;
}

/** The octets with what a terminal would obey made visible; `--raw` as they are. */
export async function getTrayItem(this: Io, flags: TrayFlags & { readonly raw?: boolean }, id: string): Promise<void> {
  await withService(this, flags, async (client) => {
    const text = await client.text(path(id, '/raw'));
    if (flags.json === true) this.stdout.write(jsonLine(await client.call<WireTray>(path(id))));
    else this.stdout.write(flags.raw === true ? text : printable(text.replaceAll('\r\n', '\n')));
    return exitCodes.ok;
  });
}

export async function retryTrayItem(this: Io, flags: TrayFlags, id: string): Promise<void> {
  await withService(this, flags, async (client) => {
    const taken = await client.call<WireTaken>(path(id, '/retry'), { method: 'POST' });
    if (flags.json === true) this.stdout.write(jsonLine(taken));
    else
      this.stdout.write(`${taken.in_tray ? 'Still not understood' : 'Understood'}: ${printableLine(inWords(taken))}\n`);
    return taken.in_tray ? exitCodes.no : exitCodes.ok;
  });
}

const inWords = ({ recorded, repeated, untrusted, notes }: WireTaken): string =>
  [`${recorded} recorded, ${repeated} known already, ${untrusted} not proven to be about mail of ours`, ...notes].join(
    '. ',
  );

export async function removeTrayItem(this: Io, flags: TargetFlags, ...ids: string[]): Promise<void> {
  await withService(this, flags, async (client) => {
    for (const id of ids) await client.call(path(id), { method: 'DELETE' });
    return exitCodes.ok;
  });
}
