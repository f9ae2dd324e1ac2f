/**
 * What was not understood, kept as it came: a file for the octets and one that says where they came from and why they are
 * here. Nothing is thrown away by itself; a full tray takes nothing more, and then whoever sent it is asked to try again.
 */
import { createHash } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { LedgerEvent } from '../ledger/event.ts';

export interface TrayItem {
  readonly octets: Uint8Array;
  /** Ending of the file's name. */
  readonly form: 'eml' | 'json' | 'bin';
  readonly source: LedgerEvent['source'];
  readonly sourceName: string;
  readonly recipient: string | null;
  readonly at: number;
  readonly why: readonly string[];
}

/** What is said of an item without its octets. */
export interface TrayEntry extends Omit<TrayItem, 'octets'> {
  readonly id: string;
  readonly size: number;
}

export interface Tray {
  /** Resolves when the item is on disk; the same octets from the same source are kept once. Rejects with TrayFull, or as the disk does. */
  readonly keep: (item: TrayItem) => Promise<void>;
  readonly count: () => number;
  /** In the order of their ids, which is none; `after`: an id. */
  readonly list: (
    after: string | null,
    limit: number,
  ) => Promise<{ readonly data: readonly TrayEntry[]; readonly next: string | null }>;
  /** Null when there is no such item. */
  readonly read: (id: string) => Promise<(TrayEntry & { readonly octets: Uint8Array }) | null>;
  /** False when there is none. */
  readonly remove: (id: string) => Promise<boolean>;
}

/** Try again later: somebody has to empty the tray. */
export class TrayFull extends Error {
  constructor(folder: string) {
    super(`The tray of what was not understood is full: ${folder}`);
    this.name = 'TrayFull';
  }
}

export interface TrayLimits {
  readonly items: number;
  readonly octets: number;
}

const usualLimits: TrayLimits = { items: 10_000, octets: 256 * 1024 * 1024 };

type Held = Pick<TrayEntry, 'form' | 'size'>;

/** Reads what the folder holds already; makes it when it is not there. */
export async function openTray(folder: string, limits: TrayLimits = usualLimits): Promise<Tray> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  let held = await inFolder(folder);
  const writing = new Map<string, Promise<void>>();
  const isFull = (more: number): boolean =>
    held.size >= limits.items || [...held.values()].reduce((sum, { size }) => sum + size, more) > limits.octets;

  const keep = async ({ octets, form, ...about }: TrayItem): Promise<void> => {
    const id = createHash('sha256').update(`${about.sourceName}\0`).update(octets).digest('hex').slice(0, 32);
    const underWay = writing.get(id);
    if (underWay !== undefined) return underWay;
    if (held.has(id)) return;
    // Somebody may have emptied it since.
    if (isFull(octets.length)) held = await inFolder(folder);
    if (isFull(octets.length)) throw new TrayFull(folder);
    held.set(id, { form, size: octets.length });
    const written = writeDurably(folder, `${id}.why`, Buffer.from(writeWhy(about))).then(() =>
      writeDurably(folder, `${id}.${form}`, octets),
    );
    writing.set(id, written);
    try {
      await written;
    } catch (error) {
      held.delete(id);
      throw error;
    } finally {
      writing.delete(id);
    }
  };

  const entryOf = async (id: string): Promise<TrayEntry | null> => {
    const { form, size } = held.get(id) ?? {};
    if (form === undefined || size === undefined) return null;
    return { id, form, size, ...(await readWhy(join(folder, `${id}.why`))) };
  };

  return {
    keep,
    count: () => held.size,
    async list(after, limit) {
      held = await inFolder(folder);
      const ids = [...held.keys()].sort().filter((id) => after === null || id > after);
      const data: TrayEntry[] = [];
      for (const id of ids.slice(0, limit)) {
        const entry = await entryOf(id);
        if (entry !== null) data.push(entry);
      }
      return { data, next: ids.length > limit ? (ids[limit - 1] ?? null) : null };
    },
    async read(id) {
      const entry = await entryOf(id);
      if (entry === null) return null;
      const octets = await unlessGone(readFile(join(folder, `${id}.${entry.form}`)));
      return octets === null ? null : { ...entry, octets };
    },
    async remove(id) {
      const form = held.get(id)?.form;
      if (form === undefined) return false;
      held.delete(id);
      // The octets first: what says why stands alone then, and is nothing by itself.
      await unlessGone(unlink(join(folder, `${id}.${form}`)));
      await unlessGone(unlink(join(folder, `${id}.why`)));
      return true;
    },
  };
}

async function inFolder(folder: string): Promise<Map<string, Held>> {
  const held = new Map<string, Held>();
  for (const name of await readdir(folder)) {
    const [, id, form] = /^([0-9a-f]{32})\.(eml|json|bin)$/.exec(name) ?? [];
    const status = id === undefined ? null : await unlessGone(stat(join(folder, name)));
    if (id !== undefined && status !== null) held.set(id, { form: form as TrayItem['form'], size: status.size });
  }
  return held;
}

type About = Omit<TrayItem, 'octets' | 'form'>;

const writeWhy = ({ source, sourceName, recipient, at, why }: About): string =>
  `${JSON.stringify({ source: sourceName, kind: source, recipient, at: new Date(at).toISOString(), why }, null, 2)}\n`;

async function readWhy(path: string): Promise<About> {
  const text = await unlessGone(readFile(path, 'utf8'));
  const said: Readonly<Record<string, unknown>> = text === null ? {} : JSON.parse(text);
  const { source, kind = 'bounce_mail', recipient, at, why } = said;
  return {
    source: kind as About['source'],
    sourceName: typeof source === 'string' ? source : 'unknown',
    recipient: typeof recipient === 'string' ? recipient : null,
    at: typeof at === 'string' ? Date.parse(at) : 0,
    why: Array.isArray(why) ? why.map(String) : [],
  };
}

/** Operators take files out by hand too. */
async function unlessGone<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** There whole or not at all, also after a power cut. */
async function writeDurably(folder: string, name: string, octets: Uint8Array): Promise<void> {
  const making = join(folder, `.${name}`);
  const file = await open(making, 'w', 0o600);
  try {
    await file.writeFile(octets);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(making, join(folder, name));
  const directory = await open(folder, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}
