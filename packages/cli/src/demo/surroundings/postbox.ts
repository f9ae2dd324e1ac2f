/** The Maildir of Acme's postmaster: what people forward there is a report only now and then. */
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A failure that says so in words that name neither address nor code; nothing can be recorded from it. */
const unclear = (at: number): string =>
  [
    'From: "Mail Gateway" <gateway@subsidiary.example>',
    'To: postmaster@acme.example',
    'Subject: Nachricht nicht zugestellt / message not delivered',
    `Date: ${new Date(at).toUTCString()}`,
    `Message-ID: <${at}@gateway.subsidiary.example>`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'Your message to one of our employees was not delivered.',
    'Reason: GW-7731, see the intranet.',
    '',
  ].join('\r\n');

/** A question of a customer that came to the wrong place. */
const question = (at: number): string =>
  [
    'From: Vera Costa <vera.costa312@gmail.sim>',
    'To: postmaster@acme.example',
    'Subject: Where is my order?',
    `Date: ${new Date(at).toUTCString()}`,
    `Message-ID: <q${at}@mail.gmail.sim>`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'Hello, I ordered a week ago and have heard nothing since. Vera',
    '',
  ].join('\r\n');

/** Makes the folder. */
export async function openPostbox(folder: string): Promise<void> {
  for (const name of ['tmp', 'new', 'cur']) await mkdir(join(folder, name), { recursive: true, mode: 0o700 });
}

/** As a Maildir wants it: written beside, then moved in. */
export async function fillPostbox(folder: string, at: number): Promise<void> {
  for (const [n, mail] of [unclear(at), question(at)].entries()) {
    const name = `${at}.${n}.acme`;
    await writeFile(join(folder, 'tmp', name), mail, { mode: 0o600 });
    await rename(join(folder, 'tmp', name), join(folder, 'new', name));
  }
}
