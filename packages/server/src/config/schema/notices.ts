/** Notices to senders, and their words in the place of the English ones. */
import { english } from '@hearback/bounce';
import { englishSummary } from '../../delivery/summary-words.ts';
import { duration, integer, size, text } from '../field.ts';
import { named, table } from './table.ts';

const { subject, opening, outcome } = english;

const words = table(
  'What notices say. In braces: {subject} in the Subject and the first sentence; {recipient}, {host} that answered and {until} elsewhere.',
  {
    sender: text('Display name in the From field', english.sender),
    answered: text('Before what a server said', english.answered),
    unanswered: text('Before what only we know of it', english.unanswered),
    retrying: text('How long a delayed message is still tried', english.retrying),
    subject: table('The Subject field.', {
      failed: text('Of a failure', subject.failed),
      delayed: text('Of a delay', subject.delayed),
      relayed: text('Of a success, where the next server sends no notice', subject.relayed),
    }),
    opening: table('The first sentence.', {
      failed: text('Of a failure', opening.failed),
      delayed: text('Of a delay', opening.delayed),
      relayed: text('Of a success', opening.relayed),
    }),
    outcome: table('What is said of a recipient that has not failed.', {
      delayed: text('Delayed', outcome.delayed),
      relayed: text('Handed on', outcome.relayed),
    }),
    summary: table('What a list of notices says. In braces: {messages} and {recipients}, their numbers.', {
      subject: text('The Subject field', englishSummary.subject),
      opening: text('The first sentence', englishSummary.opening),
      rest: text('Of recipients whom the attached table names alone', englishSummary.rest),
    }),
    reasons: named(
      'What is said of a recipient that has failed, by reason (docs/reasons.md); of those not named here, in English.',
      'reason',
      table('A reason.', {
        what: text('What happened', null),
        advice: text('What the writer can do', null),
      }),
      { form: 'reason' },
    ),
  },
);

export const notices = table('Notices to senders (RFC 3464).', {
  from: text('Address in the From field', null, {
    otherwise: '`mailer-daemon@` and the host name',
    form: 'address',
  }),
  delay_after: duration('Tell once that a message still waits; 0: never', '4h'),
  return_limit: size('Most octets of the message that a notice returns', '50KB'),
  collect: duration('How long failures of one message are gathered into one notice', '10s', { most: '1d' }),
  per_sender: integer(
    'Most mails with notices to one sender in an hour; the last one is a list of all that is due',
    10,
    { minimum: 1 },
  ),
  max_age: duration('Age at which a notice itself expires', '1d', { least: '1s' }),
  words,
});
