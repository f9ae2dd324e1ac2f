/** Yahoo and AOL: qmail's paragraphs, with the stage in brackets under the reply ("[RCPT_TO]"). */
import type { Stage } from '../../classify/verdict.ts';
import type { DraftRecipient, Format } from '../format.ts';
import { entryFor } from './entry.ts';
import { angledHead, readList } from './list.ts';
import { knownBy } from './signature.ts';

const STAGES: Readonly<Record<string, Stage>> = {
  CONNECT: 'connect',
  EHLO: 'ehlo',
  HELO: 'ehlo',
  MAIL_FROM: 'mail',
  RCPT_TO: 'rcpt',
  DATA: 'data',
  BODY: 'body',
};

export const yahoo: Format = {
  name: 'yahoo',
  recognises: knownBy(
    { from: /\bMAILER-DAEMON@/i, text: ['Sorry, we were unable to deliver your message to the following address'] },
    { from: /\bMAILER-DAEMON@/i, text: ['Unable to deliver message to the following address(es).'] },
  ),
  read(mail) {
    const recipients = readList(mail.copy.notice, angledHead, entry);
    return recipients.length > 0 ? { recipients } : null;
  },
};

function entry(recipient: string | null, words: string): DraftRecipient {
  const bracket = words.lastIndexOf('[');
  const stage =
    STAGES[
      words
        .slice(bracket + 1)
        .trimEnd()
        .replace(']', '')
    ];
  return stage === undefined ? entryFor(recipient, words) : entryFor(recipient, words.slice(0, bracket), { stage });
}
