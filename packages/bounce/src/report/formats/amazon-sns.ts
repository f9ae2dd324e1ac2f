/** Amazon SES events that SNS mails to a subscriber: JSON in the text (docs.aws.amazon.com, "notification contents"). */
import type { DraftRecipient, Format } from '../format.ts';
import { entryFor } from './entry.ts';

export const amazonSns: Format = {
  name: 'amazon-sns',
  recognises: (mail) => mail.from.endsWith('@sns.amazonaws.com') && mail.text.trimStart().startsWith('{'),
  read(mail) {
    const { notificationType, eventType = notificationType, bounce, delivery } = parsed(mail.text);
    const recipients = eventType === 'Bounce' ? bounced(values(bounce)) : delivered(values(delivery));
    return recipients.length > 0 ? { recipients } : null;
  },
};

/** The fields that are read; what their values are, only the text knows. */
type Field =
  | 'notificationType'
  | 'eventType'
  | 'bounce'
  | 'delivery'
  | 'bouncedRecipients'
  | 'recipients'
  | 'emailAddress'
  | 'diagnosticCode'
  | 'status'
  | 'smtpResponse';
type Values = Readonly<Partial<Record<Field, unknown>>>;

const values = (value: unknown): Values => (typeof value === 'object' && value !== null ? { ...value } : {});
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const string = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The text ends with a footer; a mail gateway may have folded the line. */
function parsed(text: string): Values {
  try {
    const [json = ''] = text.trimStart().split(/\n[ \t]*\n|\n--/, 1);
    return values(JSON.parse(json.replace(/\n/g, '')));
  } catch {
    return {};
  }
}

const bounced = ({ bouncedRecipients }: Values): readonly DraftRecipient[] =>
  list(bouncedRecipients)
    .map(values)
    .map(({ emailAddress, diagnosticCode, status }) =>
      entryFor(string(emailAddress) || null, string(diagnosticCode).replace(/^smtp;\s*/i, ''), {
        status: string(status) || null,
      }),
    );

const delivered = ({ recipients, smtpResponse }: Values): readonly DraftRecipient[] =>
  list(recipients).map((recipient) =>
    entryFor(string(recipient) || null, string(smtpResponse), { action: 'delivered' }),
  );
