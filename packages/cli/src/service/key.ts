/** `hearback key new|ls|revoke` */
import type { Answer, operations } from '@hearback/server/api';
import { exitCodes, type Io, jsonLine } from '../io.ts';
import { printableLine } from '../view/paint.ts';
import { answer } from './api.ts';
import type { Plain } from './flags.ts';
import { writeList } from './listing.ts';
import { withService } from './run.ts';

type Scope = operations['postV1Keys']['requestBody']['content']['application/json']['scopes'][number];

export interface NewKeyFlags extends Plain {
  readonly scope?: readonly Scope[];
  readonly sender?: readonly string[];
  readonly author?: readonly string[];
}

/** Without a scope: enough to send and to see what became of it. */
const usual: readonly Scope[] = ['messages:read', 'messages:write', 'events:read'];

export async function newKey(this: Io, flags: NewKeyFlags, name: string): Promise<void> {
  await withService(this, flags, async (api) => {
    const { scope = usual, sender, author } = flags;
    const body = {
      ...{ name, scopes: [...scope] },
      ...(sender === undefined ? {} : { senders: [...sender] }),
      ...(author === undefined ? {} : { authors: [...author] }),
    };
    const made = await answer(api.POST('/v1/keys', { body }));
    if (flags.json === true) this.stdout.write(jsonLine(made));
    else {
      this.stdout.write(`${made.key}\n`);
      this.stderr.write(`Key ${made.id} for ${made.scopes.join(', ')}${asWhom(made)}. It is shown this once.\n`);
    }
    return exitCodes.ok;
  });
}

export async function listKeys(this: Io, flags: Plain): Promise<void> {
  await withService(this, flags, async (api) => {
    const { data } = await answer(api.GET('/v1/keys'));
    const listing = { what: 'keys', hint: '`hearback key new NAME` makes one', json: flags.json };
    await writeList(this, { ...listing, line: keyLine }, data);
    return exitCodes.ok;
  });
}

type Key = Answer<'/v1/keys'>['data'][number];

const keyLine = ({ id, created_at: at, name, scopes, ...as }: Key): string =>
  `${id}  ${at.slice(0, 10)}  ${printableLine(name).padEnd(20)}  ${scopes.join(' ')}${asWhom(as)}\n`;

function asWhom({ senders, authors }: Pick<Key, 'senders' | 'authors'>): string {
  const isAnybody = (list: readonly string[]): boolean => list.length === 1 && list[0] === '*';
  if (isAnybody(senders) && (authors.length === 0 || isAnybody(authors))) return '';
  const named = (list: readonly string[]): string => printableLine(list.join(' '));
  return `, as ${named(senders)}${authors.length === 0 ? '' : ` with authors ${named(authors)}`}`;
}

export async function revokeKey(this: Io, flags: Plain, id: string): Promise<void> {
  await withService(this, flags, async (api) => {
    await answer(api.DELETE('/v1/keys/{id}', { params: { path: { id } } }));
    this.stderr.write(`Key ${printableLine(id)} counts no more.\n`);
    return exitCodes.ok;
  });
}
