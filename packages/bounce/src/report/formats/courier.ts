/** Courier (courier/doc/dsn*.txt): "<address>:", the host under it, and the dialogue in ">>>" and "<<<" lines. */
import type { Format } from '../format.ts';
import { entryFor, toldBefore } from './entry.ts';
import { angledHead, readList } from './list.ts';
import { knownBy } from './signature.ts';

export const courier: Format = {
  name: 'courier',
  recognises: knownBy({ text: ['running the Courier mail server', 'UNDELIVERABLE MAIL', 'Courier mail server at'] }),
  read(mail) {
    const { notice } = mail.copy;
    const action = toldBefore('\n<', notice);
    const recipients = readList(notice, angledHead, (recipient, words) => entryFor(recipient, words, { action }));
    return recipients.length > 0 ? { recipients } : null;
  },
};
