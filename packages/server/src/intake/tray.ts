/**
 * What was not understood, kept as it came: a file for the octets and one that says where they came from and why they are
 * here. Nothing is thrown away by itself; a full tray takes nothing more, and then whoever sent it is asked to try again.
 */
import { createHash } from 'node:crypto';
import { mkdir, open, readdir, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';

export interface TrayItem {
  readonly octets: Uint8Array;
  /** Ending of the file's name. */
  readonly form: 'eml' | 'json' | 'bin';
  readonly source: string;
  readonly recipient: string | null;
  readonly at: number;
  readonly why: readonly string[];
}

export interface Tray {
  /** Resolves when the item is on disk; the same octets from the same source are kept once. Rejects with TrayFull, or as the disk does. */
  readonly keep: (item: TrayItem) => Promise<void>;
  readonly count: () => number;
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

/** Reads what the folder holds already; makes it when it is not there. */
export async function openTray(folder: string, limits: TrayLimits = usualLimits): Promise<Tray> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const read = async (): Promise<Map<string, number>> => {
    const sizes = new Map<string, number>();
    for (const name of await readdir(folder)) {
      const [, id] = /^([0-9a-f]{32})\.(eml|json|bin)$/.exec(name) ?? [];
      if (id !== undefined) sizes.set(id, (await stat(join(folder, name))).size);
    }
    return sizes;
  };
  let sizes = await read();
  const writing = new Map<string, Promise<void>>();
  const isFull = (more: number): boolean =>
    sizes.size >= limits.items || [...sizes.values()].reduce((sum, size) => sum + size, more) > limits.octets;

  const keep = async (item: TrayItem): Promise<void> => {
    const { octets, form, source, recipient, at, why } = item;
    const id = createHash('sha256').update(`${source}\0`).update(octets).digest('hex').slice(0, 32);
    const underWay = writing.get(id);
    if (underWay !== undefined) return underWay;
    if (sizes.has(id)) return;
    // Somebody may have emptied it since.
    if (isFull(octets.length)) sizes = await read();
    if (isFull(octets.length)) throw new TrayFull(folder);
    const about = { source, recipient, at: new Date(at).toISOString(), why };
    sizes.set(id, octets.length);
    const written = writeDurably(folder, `${id}.why`, Buffer.from(`${JSON.stringify(about, null, 2)}\n`)).then(() =>
      writeDurably(folder, `${id}.${form}`, octets),
    );
    writing.set(id, written);
    try {
      await written;
    } catch (error) {
      sizes.delete(id);
      throw error;
    } finally {
      writing.delete(id);
    }
  };
  return { keep, count: () => sizes.size };
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
