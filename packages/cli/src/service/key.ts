/** `hearback key new|ls|revoke` */
import type { operations } from '@hearback/server/api';
import { exitCodes, type Io, jsonLine } from '../io.ts';
import { printableLine } from '../view/paint.ts';
import { answer } from './api.ts';
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
    for (const key of data)
      this.stdout.write(
        flags.json === true
          ? jsonLine(key)
          : `${key.id}  ${key.created_at.slice(0, 10)}  ${printableLine(key.name).padEnd(20)}  ${key.scopes.join(' ')}\n`,
      );
    if (data.length === 0) this.stderr.write('hearback: no keys yet; `hearback key new NAME` makes one\n');
    return exitCodes.ok;
  });
}

export async function revokeKey(this: Io, flags: KeyFlags, id: string): Promise<void> {
  await withService(this, flags, async (api) => {
    await answer(api.DELETE('/v1/keys/{id}', { params: { path: { id } } }));
    this.stderr.write(`Key ${printableLine(id)} counts no more.\n`);
    return exitCodes.ok;
  });
}
