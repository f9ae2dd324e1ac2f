/**
 * A file that grows, read on from where it was left: whole lines, each with its offset. Rotation by renaming and by copying
 * and truncating, truncation, and all of that while nobody read, lose no line that is still uncompressed beside it. A file
 * is known again by its beginning, for a copy of it has another inode and a new file may have the old one.
 */
import { createHash } from 'node:crypto';
import { constants, type FileHandle, open, readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** Where reading goes on. */
export interface TailMark {
  /** Names the contents for ever: device and inode that they were first seen under. */
  readonly file: string;
  /** Hash of the first `headLength` octets. */
  readonly head: string;
  readonly headLength: number;
  readonly offset: number;
  /** The path it was followed at; marks of before have none. */
  readonly path?: string;
}

/** Whole lines of one file, with the line ends; `start`: offset of the first one. */
export interface Block {
  readonly file: string;
  readonly start: number;
  readonly octets: Buffer;
  /** Where reading goes on after it. */
  readonly next: TailMark;
}

export interface Tail {
  /** What has come since; nothing when the file is not there. Blocks are valid until the next is asked for. */
  readonly blocks: () => AsyncGenerator<Block>;
  /** Where reading goes on; null: the file is not there, and will be read from its beginning. */
  readonly place: () => Promise<TailMark | null>;
  /** What stands before the place where reading goes on: the first line of the file, and up to so many octets. */
  readonly before: (most: number) => Promise<readonly Buffer[]>;
  readonly close: () => Promise<void>;
}

interface OpenFile extends TailMark {
  readonly handle: FileHandle;
  readonly inode: string;
}

const blockSize = 1 << 20;
const longestHead = 1024;
const newline = 0x0a;

/** Without a mark, or with that of a file followed elsewhere: from the beginning, or with `fromEnd` from the end of what is there at the first look. */
export function createTail(path: string, mark: TailMark | null, fromEnd = false): Tail {
  let at: TailMark | null = mark;
  let current: OpenFile | null = null;
  let skipping = fromEnd;
  const buffer = Buffer.allocUnsafe(blockSize);

  /** The file that the mark is in: at its path, or rotated away. Null when it is gone. */
  const find = async (wanted: TailMark): Promise<OpenFile | null> => {
    for (const candidate of [path, ...(await rotated(path))]) {
      const file = await openAt(candidate, wanted);
      if (file === null) continue;
      // Every file begins as one that was empty does.
      const begins = file.head === wanted.head && (wanted.headLength > 0 || file.inode === wanted.file);
      if (begins && file.length >= wanted.offset) return { ...file, file: wanted.file, offset: wanted.offset };
      await file.handle.close();
    }
    return null;
  };
  const begin = async (): Promise<OpenFile | null> => {
    if (at !== null) {
      const found = await find(at);
      if (found !== null) return found;
      // Another path was set, and another file is behind it.
      if (at.path !== undefined && at.path !== path) at = null;
    }
    const first = await openAt(path, null);
    const offset = first !== null && at === null && skipping ? await endOfLines(first.handle, first.length) : 0;
    skipping = false;
    return first === null ? null : { ...first, offset };
  };

  async function* rest(file: OpenFile, last: boolean): AsyncGenerator<Block> {
    let { offset } = file;
    for (;;) {
      const { bytesRead } = await file.handle.read(buffer, 0, blockSize, offset);
      if (bytesRead === 0) return;
      const length = wholeLines(buffer, bytesRead, last);
      if (length === 0) return;
      const identity = await identityOf(file);
      const next = { ...identity, offset: offset + length, path };
      yield { file: file.file, start: offset, octets: buffer.subarray(0, length), next };
      offset += length;
      at = next;
      current = { ...file, ...next };
    }
  }

  /** Contents that came after those that were read, in files that have been rotated away since. */
  async function* between(done: OpenFile): AsyncGenerator<Block> {
    const { mtimeMs } = await done.handle.stat();
    for (const sibling of (await rotated(path)).toReversed()) {
      const file = await openAt(sibling, null);
      if (file === null) continue;
      try {
        const status = await file.handle.stat();
        const isOther = file.inode !== done.inode && !(await hasHead(file.handle, done));
        if (isOther && status.mtimeMs >= mtimeMs) yield* rest(file, true);
      } finally {
        await file.handle.close();
      }
    }
  }

  /** Truncated in place: the rest of what was there may stand in a copy. */
  async function* copied(done: OpenFile): AsyncGenerator<Block> {
    const copy = await find(done);
    if (copy === null) return;
    try {
      yield* rest(copy, true);
    } finally {
      await copy.handle.close();
    }
  }

  async function* blocks(): AsyncGenerator<Block> {
    current ??= await begin();
    // A writer may rotate as often as it likes; each turn comes nearer to the file at the path.
    for (let turns = 0; current !== null && turns < 100; turns++) {
      // First of all: what stands behind the offset may be another text by now.
      const intact = await isIntact(current);
      if (intact) yield* rest(current, false);
      const done: OpenFile = current;
      const there = await openAt(path, done);
      if (there === null) return;
      await there.handle.close();
      const isOther = there.inode !== done.inode;
      // While the new file is empty the writer may still have the old one open.
      if ((intact && !isOther) || (isOther && there.length === 0)) return;
      try {
        if (intact) {
          yield* rest(done, true);
          yield* between(done);
        } else yield* copied(done);
      } finally {
        current = null;
        await done.handle.close();
      }
      const fresh = await openAt(path, null);
      current = fresh === null ? null : { ...fresh, offset: 0 };
      at = current;
    }
  }

  return {
    blocks,
    place: async () => {
      current ??= await begin();
      if (current === null) return null;
      const { file, head, headLength, offset } = current;
      return { file, head, headLength, offset, path };
    },
    before: async (most) => {
      current ??= await begin();
      if (current === null || current.offset === 0) return [];
      const { handle, offset } = current;
      const start = Math.max(0, offset - most);
      const late = await piece(handle, start, offset - start);
      const early = start === 0 ? [] : [await piece(handle, 0, Math.min(start, 64 << 10))];
      const [first] = early.map((octets) => octets.subarray(0, octets.indexOf(newline) + 1));
      return [...(first === undefined ? [] : [first]), start === 0 ? late : late.subarray(late.indexOf(newline) + 1)];
    },
    close: async () => {
      await current?.handle.close();
      current = null;
    },
  };
}

/** Null when it is not there, or no plain file: a link could lead anywhere but to a log, and a pipe has no offsets. */
async function openAt(
  path: string,
  known: Pick<TailMark, 'headLength'> | null,
): Promise<(OpenFile & { readonly length: number }) | null> {
  let handle: FileHandle;
  try {
    handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
  try {
    const { dev, ino, size } = await handle.stat();
    const inode = `${dev}:${ino}`;
    const headLength = known?.headLength ?? Math.min(size, longestHead);
    return { handle, inode, file: inode, length: size, offset: 0, headLength, head: await headOf(handle, headLength) };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** A beginning that was short when it was taken is taken again when there is more. */
async function identityOf(file: OpenFile): Promise<Pick<TailMark, 'file' | 'head' | 'headLength'>> {
  const { handle, head, headLength } = file;
  if (headLength === longestHead) return { file: file.file, head, headLength };
  const { size } = await handle.stat();
  const longer = Math.min(size, longestHead);
  return { file: file.file, headLength: longer, head: await headOf(handle, longer) };
}

/** Still the contents that were read, at least as long. */
async function isIntact(file: OpenFile): Promise<boolean> {
  const { size } = await file.handle.stat();
  return size >= file.offset && (await hasHead(file.handle, file));
}

const hasHead = async (handle: FileHandle, { head, headLength }: TailMark): Promise<boolean> =>
  (await headOf(handle, headLength)) === head;

async function headOf(handle: FileHandle, length: number): Promise<string> {
  const octets = await piece(handle, 0, length);
  return createHash('sha256').update(octets).digest('hex').slice(0, 32);
}

async function piece(handle: FileHandle, start: number, length: number): Promise<Buffer> {
  const octets = Buffer.alloc(length);
  const { bytesRead } = await handle.read(octets, 0, length, start);
  return octets.subarray(0, bytesRead);
}

async function endOfLines(handle: FileHandle, length: number): Promise<number> {
  const start = Math.max(0, length - (64 << 10));
  const octets = await piece(handle, start, length - start);
  return start + octets.lastIndexOf(newline) + 1;
}

/** Octets up to the last line end; all of them when nothing more will come, or when no line is that long. */
function wholeLines(buffer: Buffer, length: number, last: boolean): number {
  const end = buffer.subarray(0, length).lastIndexOf(newline) + 1;
  return end > 0 ? end : last || length === blockSize ? length : 0;
}

/** Uncompressed files that a rotation has made of it ("mail.log.1", "mail.log-20261129"), those last written first. */
async function rotated(path: string): Promise<readonly string[]> {
  const name = basename(path);
  const folder = dirname(path);
  const found: { readonly path: string; readonly at: number }[] = [];
  for (const each of await readdir(folder)) {
    if (!each.startsWith(name) || !/^[.-]\d{1,14}$/.test(each.slice(name.length))) continue;
    const sibling = join(folder, each);
    try {
      found.push({ path: sibling, at: (await stat(sibling)).mtimeMs });
    } catch (error) {
      // Rotated on in the meantime.
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    }
  }
  return found.sort((a, b) => b.at - a.at).map((each) => each.path);
}
