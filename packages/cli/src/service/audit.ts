/** `hearback audit ls` */
import { exitCodes, type Io, jsonLine } from '../io.ts';
import { printableLine } from '../view/paint.ts';
import { answer } from './api.ts';
import { given } from './given.ts';
import { pages } from './pages.ts';
import { withService } from './run.ts';
import type { TargetFlags } from './target.ts';

export interface AuditFlags extends TargetFlags {
  readonly json?: boolean;
  readonly who?: string;
  readonly what?: string;
  readonly limit?: number;
}

export async function listAudit(this: Io, flags: AuditFlags): Promise<void> {
  await withService(this, flags, async (api) => {
    const { who, what, limit = 100 } = flags;
    const query = given({ who, what });
    const found = pages((page) => answer(api.GET('/v1/audit', { params: { query: { ...query, ...page } } })), limit);
    for await (const entry of found)
      this.stdout.write(
        flags.json === true
          ? jsonLine(entry)
          : `${printableLine(`${entry.at.slice(0, 19)}  ${entry.who}  ${entry.what}  ${entry.subject}`)}\n`,
      );
    return exitCodes.ok;
  });
}
