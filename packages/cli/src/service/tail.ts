/** `hearback tail`: events as they happen. A signal ends it as it ends any program, so that a script knows why. */
import { exitCodes, type Io, jsonLine, wantsColour, written } from '../io.ts';
import { painter } from '../view/paint.ts';
import { eventLine } from './event-line.ts';
import { eventStream } from './event-stream.ts';
import { given } from './given.ts';
import { withService } from './run.ts';
import type { Happening } from './shapes.ts';
import type { TargetFlags } from './target.ts';

export interface TailFlags extends TargetFlags {
  readonly json?: boolean;
  readonly type?: Happening['type'];
  readonly message?: string;
  readonly since?: string;
  readonly limit?: number;
}

export async function tailCommand(this: Io, flags: TailFlags): Promise<void> {
  await withService(this, flags, async (api) => {
    const paint = painter(wantsColour(this.stdout, this.env));
    const query = given({ type: flags.type, message_id: flags.message, since: flags.since });
    const lost = (): unknown => this.stderr.write('hearback: the service has gone; waiting for it to come back\n');
    const { signal } = new AbortController();
    let left = flags.limit ?? Number.POSITIVE_INFINITY;
    for await (const event of eventStream(api, { query, signal, lost })) {
      await written(this.stdout, flags.json === true ? jsonLine(event) : `${eventLine(event, paint)}\n`);
      left -= 1;
      if (left <= 0) break;
    }
    return exitCodes.ok;
  });
}
