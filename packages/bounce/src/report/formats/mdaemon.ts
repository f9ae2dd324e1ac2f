/**
 * MDaemon: the addresses behind ">" or "Failed address:", then the session's transcript, whose last refusal is the reply. Without one
 * the server was tried until the message left the queue, and the last remark ("* …") says what stood in the way.
 */
import type { Format } from '../format.ts';
import { announced } from '../ndr-words.ts';
import { writtenAddresses } from '../written-addresses.ts';
import { entryFor } from './entry.ts';
import { knownBy } from './signature.ts';

/** "Mon 2026-11-30 09:00:01: " before a line. */
const TIME = /^ *\w{3} \d{4}-\d\d-\d\d [\d:]{8}: /;

export const mdaemon: Format = {
  name: 'mdaemon',
  recognises: knownBy({ text: ['--- Session Transcript ---', '\nMDaemon'], from: /MDaemon|postmaster|mailer-daemon/i }),
  read({ text }) {
    const [list = '', transcript = ''] = text.split('--- Session Transcript ---', 2);
    const recipients = list.split('\n').filter((line) => /^(?:> |[a-z]+ address: )/i.test(line));
    const lines = transcript.split('\n').map((line) => line.replace(TIME, ''));
    const refusals = lines.filter((line) => /^[^\w]*[45]\d\d[ -]/.test(line));
    const commands = lines.filter((line) => /^[^\w]*(?:RCPT|MAIL|DATA|EHLO|HELO)\b/i.test(line));
    const remark = lines.findLast((line) => /^[^*]{0,40}\* /.test(line)) ?? '';
    const said = refusals.length > 0 ? refusals : [remark.slice(remark.indexOf('* ') + 2)];
    const words = said.map((line) => line.replace(/^[^\w]+/, '')).join('\n');
    const action = announced(list) ?? 'failed';
    const expired = refusals.length === 0 && list.includes('been removed from the mail queue') ? { expired: true } : {};
    const command = refusals.length > 0 ? `>>> ${commands.at(-1)?.trim() ?? ''}\n` : '';
    const entries = recipients
      .flatMap((line) => writtenAddresses(line))
      .map(({ address }) => entryFor(address, `${command}${words}`, { ...expired, action }));
    return entries.length > 0 ? { recipients: entries } : null;
  },
};
