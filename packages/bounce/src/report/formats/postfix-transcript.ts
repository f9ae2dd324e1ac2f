/**
 * The transcript that Postfix sends to its postmaster when a dialogue with a client went wrong (notify_classes,
 * src/smtpd/smtpd_chat.c): " In:" and "Out:" lines. It tells of somebody else's mail. Only where a message was sent and then
 * turned away is it read as a notice about its recipients; who is refused before has sent none.
 */
import type { Format } from '../format.ts';
import { entryFor } from './entry.ts';
import { knownBy } from './signature.ts';

export const postfixTranscript: Format = {
  name: 'postfix-transcript',
  recognises: knownBy({ subject: /^Postfix SMTP server: /, text: ['Transcript of session follows.'] }),
  read(mail) {
    // Folded lines first, so that one line is one command or one line of a reply.
    const lines = mail.text.replace(/\n {5,}/g, ' ').split('\n');
    const refusals = lines.filter((line) => /^ *Out: [45]\d\d[ -]/.test(line));
    const reply = refusals.map((line) => line.replace(/^ *Out: /, '')).join('\n');
    const recipients = new Set(lines.flatMap((line) => /^ *In: +RCPT TO:<([^<>]+)>/i.exec(line)?.[1] ?? []));
    if (reply === '' || recipients.size === 0 || !lines.some((line) => /^ *Out: 354/.test(line))) return null;
    return { recipients: [...recipients].map((recipient) => entryFor(recipient, reply)) };
  },
};
