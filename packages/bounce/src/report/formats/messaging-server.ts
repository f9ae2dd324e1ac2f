/** iPlanet, Sun and Oracle Messaging Server (and PMDF before them): labelled lines for each recipient. */
import type { DraftRecipient, Format } from '../format.ts';
import { splitReturned } from '../original.ts';
import { entryFor, MAX_RECIPIENTS, oneLine } from './entry.ts';
import { knownBy } from './signature.ts';

export const messagingServer: Format = {
  name: 'messaging-server',
  recognises: knownBy({ text: ['This report relates to a message you sent with the following header fields'] }),
  read(mail) {
    const { notice } = splitReturned(mail.text.slice(mail.text.indexOf('recipients:')));
    const delayed = /delayed|still being attempted|continue to be attempted/i.test(`${mail.subject} ${notice}`);
    const recipients = notice
      .split(/\n(?=[ \t]*Recipient address:)/, MAX_RECIPIENTS)
      .filter((block) => block.includes('Recipient address:'))
      .map((block) => readBlock(block, delayed));
    return recipients.length > 0 ? { recipients } : null;
  },
};

function readBlock(block: string, delayed: boolean): DraftRecipient {
  const original = label(block, 'Original address');
  const words = label(block, 'Diagnostic code')?.replace(/^\w+;\s*/, '') ?? label(block, 'Reason') ?? '';
  const host = label(block, 'Remote system')?.replace(/^\w+;\s*/, '');
  return entryFor(label(block, 'Recipient address') ?? null, words, {
    ...(original === null ? {} : { original_recipient: original }),
    ...(host === undefined ? {} : { remote_mta: host }),
    ...(delayed ? { action: 'delayed' } : {}),
  });
}

/** The value behind a label, with the lines that are indented further than labels are. */
function label(block: string, name: string): string | null {
  const at = block.indexOf(`${name}:`);
  if (at < 0) return null;
  const [first = '', ...rest] = block.slice(at + name.length + 1).split('\n', 12);
  const end = rest.findIndex((line) => !/^\s{4,}\S/.test(line));
  return oneLine([first, ...rest.slice(0, end < 0 ? undefined : end)].join('\n')) || null;
}
