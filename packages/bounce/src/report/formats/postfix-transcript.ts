/**
 * The transcript that Postfix sends to its postmaster when a dialogue with a client or another server went wrong
 * (notify_classes, src/smtpd/smtpd_chat.c): " In:" and "Out:" lines.
 */
import type { Format } from '../format.ts';
import { entryFor } from './entry.ts';
import { knownBy } from './signature.ts';

export const postfixTranscript: Format = {
  name: 'postfix-transcript',
  recognises: knownBy({ subject: /^Postfix SMTP (?:server|client): /, text: ['Transcript of session follows.'] }),
  read(mail) {
    // Folded lines first, so that one line is one command or one line of a reply.
    const lines = mail.text.replace(/\n {5,}/g, ' ').split('\n');
    const refusals = lines.filter((line) => /^ *Out: [45]\d\d[ -]/.test(line));
    const reply = refusals.map((line) => line.replace(/^ *Out: /, '')).join('\n');
    const recipients = new Set(lines.flatMap((line) => /^ *In: +RCPT TO:<([^<>]+)>/i.exec(line)?.[1] ?? []));
    if (reply === '' || recipients.size === 0) return null;
    return { recipients: [...recipients].map((recipient) => entryFor(recipient, reply)) };
  },
};
