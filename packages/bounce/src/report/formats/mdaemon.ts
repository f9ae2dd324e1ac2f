/** MDaemon: the addresses behind ">", then the session's transcript, whose last refusal is the reply. */
import type { Format } from '../format.ts';
import { writtenAddresses } from '../written-addresses.ts';
import { entryFor } from './entry.ts';
import { knownBy } from './signature.ts';

export const mdaemon: Format = {
  name: 'mdaemon',
  recognises: knownBy({ text: ['--- Session Transcript ---', '\nMDaemon'], from: /MDaemon|postmaster|mailer-daemon/i }),
  read({ text }) {
    const [list = '', transcript = ''] = text.split('--- Session Transcript ---', 2);
    const recipients = list.split('\n').filter((line) => line.startsWith('> '));
    const refusals = transcript.split('\n').filter((line) => /^[^\w]*[45]\d\d[ -]/.test(line));
    const commands = transcript.split('\n').filter((line) => /^[^\w]*(?:RCPT|MAIL|DATA|EHLO|HELO)\b/i.test(line));
    const words = refusals.map((line) => line.replace(/^[^\w]+/, '')).join('\n');
    const command = refusals.length > 0 ? `>>> ${commands.at(-1)?.trim() ?? ''}\n` : '';
    const entries = recipients
      .flatMap((line) => writtenAddresses(line))
      .map(({ address }) => entryFor(address, `${command}${words}`));
    return entries.length > 0 ? { recipients: entries } : null;
  },
};
