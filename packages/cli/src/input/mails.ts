/**
 * The mails behind a path: one file, a folder of files, a Maildir, an mbox, or `-` for standard input.
 */
import { createReadStream } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Io } from '../io.ts';
import { mboxMessages, messageLimit, startsLikeMbox } from './mbox.ts';
import { readAll } from './text.ts';

export interface SourceMail {
  /** Path, with `#n` for the nth message of an mbox, or "-". */
  readonly file: string;
  readonly bytes: Uint8Array;
}

/** Throws the file system's error (ENOENT, EACCES) for a path that cannot be read. */
export async function* mailsIn(path: string, stdin: Io['stdin']): AsyncGenerator<SourceMail> {
  if (path === '-') {
    yield* messages('-', await readAll(stdin));
  } else if ((await stat(path)).isDirectory()) {
    for (const file of await filesIn(path)) yield* fileMessages(file);
  } else {
    yield* fileMessages(path);
  }
}

/** Regular files below a folder in a stable order; hidden files and a Maildir's tmp are left out. */
async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const maildir = entries.some(({ name }) => name === 'cur') && entries.some(({ name }) => name === 'new');
  const nested = await Promise.all(
    entries
      .filter(({ name }) => !name.startsWith('.') && !(maildir && name === 'tmp'))
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .map((entry) => {
        const path = join(folder, entry.name);
        if (entry.isDirectory()) return filesIn(path);
        return entry.isFile() ? [path] : [];
      }),
  );
  return nested.flat();
}

async function* fileMessages(path: string): AsyncGenerator<SourceMail> {
  if (/\.(eml|msg)$/i.test(path) || !startsLikeMbox(await readHead(path, 1000))) {
    yield { file: path, bytes: await readHead(path, messageLimit) };
    return;
  }
  yield* numbered(path, mboxMessages(createReadStream(path, { highWaterMark: 1 << 20 })));
}

async function* messages(name: string, bytes: Uint8Array): AsyncGenerator<SourceMail> {
  if (startsLikeMbox(bytes)) yield* numbered(name, mboxMessages([bytes]));
  else yield { file: name, bytes };
}

/** A single message keeps the plain name. */
async function* numbered(name: string, mails: AsyncIterable<Uint8Array>): AsyncGenerator<SourceMail> {
  let n = 0;
  let held: Uint8Array | null = null;
  for await (const bytes of mails) {
    if (held !== null) yield { file: `${name}#${++n}`, bytes: held };
    held = bytes;
  }
  if (held !== null) yield { file: n === 0 ? name : `${name}#${n + 1}`, bytes: held };
}

async function readHead(path: string, limit: number): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const buffer = Buffer.allocUnsafe(Math.min(size, limit));
    const { bytesRead } = await file.read(buffer, 0, buffer.length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
