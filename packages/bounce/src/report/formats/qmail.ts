/**
 * qmail and its kin (netqmail, vpopmail, s/qmail): QSBMF, https://cr.yp.to/proto/qsbmf.txt. Paragraphs, the first of
 * which begins with "Hi. This is the", then one for each recipient that opens with "<address>:". Many servers
 * translate the first paragraph and keep the rest.
 */
import type { DraftRecipient, Format } from '../format.ts';
import type { Mail } from '../mail.ts';
import { entryFor, toldBefore } from './entry.ts';
import { angledHead, readList } from './list.ts';
import { knownBy } from './signature.ts';

export const qmail: Format = {
  name: 'qmail',
  recognises: knownBy(
    { text: ['Hi. This is the', 'This is the qmail', "I'm afraid I wasn't able to deliver"] },
    { subject: /^(?:failure notice|failure delivery)/i, text: ['>:\n'] },
    {
      from: /MAILER-DAEMON@/i,
      text: ['>:\nSorry, ', 'does not like recipient.\nRemote host said:', '\nGiving up on ', '\nRemote host said: '],
    },
  ),
  read(mail: Mail) {
    const { notice } = mail.copy;
    const action = toldBefore('\n<', notice);
    const recipients = readList(notice, angledHead, entry).map((read) => ({ ...read, action }));
    return recipients.length > 0 ? { recipients } : afterwards(mail);
  },
};

/** What qmail-remote puts before and behind the reply. */
const HOST = /^(?:Connected to )?([\w.-]+)(?: but| does not like recipient| failed after I sent)/m;
const CLOSING = /Giving up on \S+|I'm not going to try again;?\s+this message has been in the queue too long\.?/g;

function entry(recipient: string | null, words: string): DraftRecipient {
  const { remote_mta, ...read } = entryFor(recipient, words);
  const diagnostic = read.diagnostic?.replace(CLOSING, '').trim() || null;
  return { ...read, diagnostic, remote_mta: remote_mta ?? HOST.exec(words)?.[1] ?? null };
}

/** A notice without paragraphs (Yahoo's old web front end): the message's To is all it names. */
function afterwards(mail: Mail) {
  const to = /^To: <?([^\s<>@]{1,64}@[^\s<>]{1,255}?)>?$/m.exec(mail.text)?.[1];
  return to === undefined ? null : { recipients: [entryFor(to, '')] };
}
