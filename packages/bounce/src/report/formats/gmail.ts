/** Gmail: "Delivery to the following recipient failed permanently" (to 2016), "Address not found" and its like since. */
import type { Format } from '../format.ts';
import { entryFor } from './entry.ts';
import { readLayout } from './layout.ts';
import { knownBy } from './signature.ts';

const GOOGLE = /mailer-daemon@(?:google|gmail|googlemail)\.com/i;

/** Titles of the notices since 2016. */
const HEADINGS = [
  '** Address not found **',
  '** Message blocked **',
  '** Message not delivered **',
  '** Delivery incomplete **',
  '** Recipient inbox full **',
  '** Message rejected **',
  '** Message too large **',
  'Technical details of permanent failure:',
];

const REASONS = [
  'The error that the other server returned was:',
  'The response from the remote server was:',
  'The response was:',
  'Technical details of permanent failure:',
  'Technical details of temporary failure:',
  'Delivery to the following recipient failed permanently:',
];

/** "Antwort:", "Réponse :": what stands alone on its line before the answer, in other languages. */
const LABEL = /^[^\s@:*][^\n@:*]{2,40}[:：]$/m;

export const gmail: Format = {
  name: 'gmail',
  recognises: knownBy({ from: GOOGLE }, { text: HEADINGS }),
  read: (mail) =>
    readLayout(mail, {
      recipients: [
        'following recipient failed permanently:',
        'following recipients failed permanently:',
        'following recipient has been delayed:',
        'following recipients has been delayed:',
        'following recipients have been delayed:',
        "Your message wasn't delivered to ",
        ' problem delivering your message to ',
        'temporary problem while delivering your message to ',
      ],
      reason: [...REASONS, ...(LABEL.exec(mail.copy.notice) ?? [])],
    }),
};

/**
 * A group that does not exist, or that strangers may not write to; Google does not say which. In many languages: the
 * paragraph that names the group, in brackets, says so.
 */
export const googleGroups: Format = {
  name: 'google-groups',
  recognises: knownBy({ from: GOOGLE, text: ['groups.google.com'] }),
  read(mail) {
    const recipient = mail.header('x-failed-recipients') ?? '';
    const group = `(${recipient.split('@', 1)[0]})`;
    const paragraph = mail.text.split(/\n[ \t]*\n/, 5).find((words) => words.includes(group));
    return paragraph === undefined ? null : { recipients: [entryFor(recipient.trim(), paragraph)] };
  },
};
