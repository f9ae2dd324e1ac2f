/** OpenSMTPD (usr.sbin/smtpd/bounce.c): "address: reply" lines between two sentences; no part names the reply. */
import type { Format } from '../format.ts';
import { entryFor, toldBefore } from './entry.ts';
import { bareHead, readList } from './list.ts';
import { knownBy } from './signature.ts';

export const opensmtpd: Format = {
  name: 'opensmtpd',
  recognises: knownBy({ text: ['This is the MAILER-DAEMON, please DO NOT REPLY'] }),
  read(mail) {
    const { notice } = mail.copy;
    const action = toldBefore('recipients', notice);
    const list = notice.slice(Math.max(0, notice.indexOf('recipients:')));
    const recipients = readList(list, bareHead, (recipient, words) => entryFor(recipient, words, { action }));
    return recipients.length > 0 ? { recipients } : null;
  },
};
