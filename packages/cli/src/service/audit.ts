/** `hearback audit ls` */
import type { Answer } from '@hearback/server/api';
import { exitCodes, type Io } from '../io.ts';
import { printableLine } from '../view/paint.ts';
import { answer } from './api.ts';
import { given } from './given.ts';
import { isNarrowed, writeList } from './listing.ts';
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
    const line = ({ at, who: by, what: done, subject }: Answer<'/v1/audit'>['data'][number]): string =>
      `${printableLine(`${at.slice(0, 19)}  ${by}  ${done}  ${subject}`)}\n`;
    await writeList(this, { what: 'changes by hand', narrowed: isNarrowed(query), json: flags.json, line }, found);
    return exitCodes.ok;
  });
}
