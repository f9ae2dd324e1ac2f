/** `hearback bounces reclassify|undo`: a verdict put right by hand. */
import type { operations } from '@hearback/server/api';
import { exitCodes, type Io, jsonLine } from '../io.ts';
import { printableLine } from '../view/paint.ts';
import { type Api, answer } from './api.ts';
import { given } from './given.ts';
import { withService } from './run.ts';
import type { Reason } from './shapes.ts';
import type { TargetFlags } from './target.ts';

export interface CorrectionFlags extends TargetFlags {
  readonly json?: boolean;
  readonly reason?: Reason;
  readonly why?: string;
}

type Corrected = operations['postV1BouncesIdReclassify']['responses'][200]['content']['application/json'];

export async function reclassify(this: Io, flags: CorrectionFlags, id: string): Promise<void> {
  const { reason, why } = flags;
  if (reason === undefined || why === undefined) {
    this.stderr.write('hearback: give --reason, what it was, and --why\n');
    this.exit(exitCodes.usage);
    return;
  }
  const asked = { params: { path: { id } }, body: { reason, why } };
  await correct(this, flags, (api) => answer(api.POST('/v1/bounces/{id}/reclassify', asked)));
}

export async function undoCorrection(this: Io, flags: CorrectionFlags, id: string): Promise<void> {
  const asked = { params: { path: { id } }, body: given({ why: flags.why }) };
  await correct(this, flags, (api) => answer(api.POST('/v1/bounces/{id}/undo', asked)));
}

async function correct(io: Io, flags: CorrectionFlags, call: (api: Api) => Promise<Corrected>): Promise<void> {
  await withService(io, flags, async (api) => {
    const told = await call(api);
    const { id, verdict } = told.event;
    io.stdout.write(
      flags.json === true ? jsonLine(told) : `${printableLine(`${id}  ${verdict?.reason ?? 'no verdict'}`)}\n`,
    );
    return exitCodes.ok;
  });
}
