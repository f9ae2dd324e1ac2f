/** Trend Micro InterScan: the dialogue with its arrows turned round ("Sent <<< RCPT TO", "Received >>> 550 …"), or a reason. */
import type { Format } from '../format.ts';
import { entryFor } from './entry.ts';
import { behind, readLayout } from './layout.ts';
import { knownBy } from './signature.ts';

export const interscan: Format = {
  name: 'interscan',
  recognises: knownBy(
    { from: /InterScan/i },
    { header: ['message-id', /InterScan/i] },
    { text: ['InterScan Messaging Security Suite', 'Received >>> ', 'InterScan NT'] },
  ),
  read(mail) {
    const [, recipient] = /^Sent <<< RCPT TO:\s*<([^<>\s]+)>/im.exec(mail.text) ?? [];
    const reply = behind(mail.text.slice(mail.text.indexOf('Sent <<< ')), ['Received >>> ']);
    if (recipient === undefined || reply === null) return readLayout(mail, { reason: ['Reason:'] });
    const stage = /^Sent <<< (.*)\nReceived >>> [45]/m.exec(mail.text)?.[1] ?? '';
    return { recipients: [entryFor(recipient, `>>> ${stage}\n${reply}`)] };
  },
};
