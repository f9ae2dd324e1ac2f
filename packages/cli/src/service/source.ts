/** `hearback source ls` */
import type { WireSource } from '@hearback/server';
import { exitCodes, type Io, jsonLine } from '../io.ts';
import { printableLine } from '../view/paint.ts';
import { withService } from './run.ts';
import type { TargetFlags } from './target.ts';

export async function listSources(this: Io, flags: TargetFlags & { readonly json?: boolean }): Promise<void> {
  await withService(this, flags, async (client) => {
    const { data, in_tray: inTray } = await client.call<{
      readonly data: readonly WireSource[];
      readonly in_tray: number;
    }>('/v1/sources');
    for (const source of data) this.stdout.write(flags.json === true ? jsonLine(source) : sourceLine(source));
    if (data.length === 0) this.stderr.write('hearback: nothing has come in since the service started\n');
    if (inTray > 0) this.stderr.write(`hearback: ${inTray} not understood, in the tray of the data folder\n`);
    return exitCodes.ok;
  });
}

function sourceLine(source: WireSource): string {
  const { name, kind, items, recorded, repeated, untrusted, not_understood: riddles, refused, failed } = source;
  const last = source.last_event_at?.slice(0, 19).replace('T', ' ') ?? 'no event yet';
  const lag = source.lag_ms === null ? '' : `, ${Math.round(source.lag_ms / 1000)} s old when it came`;
  const counts = { items, recorded, repeated, untrusted, 'not understood': riddles, refused, failed };
  const told = Object.entries(counts).flatMap(([word, count]) => (count > 0 ? [`${count} ${word}`] : []));
  const error = source.last_error === null ? '' : `  last error ${source.last_error.at}: ${source.last_error.text}`;
  return `${printableLine(`${name.padEnd(20)}  ${kind.padEnd(11)}  ${last}${lag}  ${told.join(', ')}${error}`)}\n`;
}
