/** `hearback key new|ls|revoke` */
import type { Scope, WireKey } from '@hearback/server';
import { exitCodes, type Io, jsonLine } from '../io.ts';
import { printableLine } from '../view/paint.ts';
import { withService } from './run.ts';
import type { TargetFlags } from './target.ts';

export interface KeyFlags extends TargetFlags {
  readonly json?: boolean;
  readonly scope?: readonly string[];
}

/** Without a scope: enough to send and to see what became of it. */
const usual: readonly Scope[] = ['messages:read', 'messages:write', 'events:read'];

export async function newKey(this: Io, flags: KeyFlags, name: string): Promise<void> {
  await withService(this, flags, async (client) => {
    const body = { name, scopes: flags.scope ?? usual };
    const made = await client.call<WireKey & { readonly key: string }>('/v1/keys', { method: 'POST', body });
    if (flags.json === true) this.stdout.write(jsonLine(made));
    else {
      this.stdout.write(`${made.key}\n`);
      this.stderr.write(`Key ${made.id} for ${made.scopes.join(', ')}. It is shown this once.\n`);
    }
    return exitCodes.ok;
  });
}

export async function listKeys(this: Io, flags: KeyFlags): Promise<void> {
  await withService(this, flags, async (client) => {
    const { data } = await client.call<{ readonly data: readonly WireKey[] }>('/v1/keys');
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
  await withService(this, flags, async (client) => {
    await client.call(`/v1/keys/${encodeURIComponent(id)}`, { method: 'DELETE' });
    this.stderr.write(`Key ${printableLine(id)} counts no more.\n`);
    return exitCodes.ok;
  });
}
