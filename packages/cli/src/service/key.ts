/** `hearback key new|ls|revoke` */
import type { Answer, operations } from '@hearback/server/api';
import { exitCodes, type Io, jsonLine } from '../io.ts';
import { printableLine } from '../view/paint.ts';
import { answer } from './api.ts';
import { writeList } from './listing.ts';
import { withService } from './run.ts';
import type { TargetFlags } from './target.ts';

type Scope = operations['postV1Keys']['requestBody']['content']['application/json']['scopes'][number];

export interface KeyFlags extends TargetFlags {
  readonly json?: boolean;
  readonly scope?: readonly Scope[];
}

/** Without a scope: enough to send and to see what became of it. */
const usual: readonly Scope[] = ['messages:read', 'messages:write', 'events:read'];

export async function newKey(this: Io, flags: KeyFlags, name: string): Promise<void> {
  await withService(this, flags, async (api) => {
    const body = { name, scopes: [...(flags.scope ?? usual)] };
    const made = await answer(api.POST('/v1/keys', { body }));
    if (flags.json === true) this.stdout.write(jsonLine(made));
    else {
      this.stdout.write(`${made.key}\n`);
      this.stderr.write(`Key ${made.id} for ${made.scopes.join(', ')}. It is shown this once.\n`);
    }
    return exitCodes.ok;
  });
}

export async function listKeys(this: Io, flags: KeyFlags): Promise<void> {
  await withService(this, flags, async (api) => {
    const { data } = await answer(api.GET('/v1/keys'));
    const listing = { what: 'keys', hint: '`hearback key new NAME` makes one', json: flags.json };
    await writeList(this, { ...listing, line: keyLine }, data);
    return exitCodes.ok;
  });
}

const keyLine = ({ id, created_at: at, name, scopes }: Answer<'/v1/keys'>['data'][number]): string =>
  `${id}  ${at.slice(0, 10)}  ${printableLine(name).padEnd(20)}  ${scopes.join(' ')}\n`;

export async function revokeKey(this: Io, flags: KeyFlags, id: string): Promise<void> {
  await withService(this, flags, async (api) => {
    await answer(api.DELETE('/v1/keys/{id}', { params: { path: { id } } }));
    this.stderr.write(`Key ${printableLine(id)} counts no more.\n`);
    return exitCodes.ok;
  });
}
