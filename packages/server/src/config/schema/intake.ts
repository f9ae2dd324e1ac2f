/** Keys about what others report: mail to signed return paths, folders of mail, providers' webhooks. */
import { choice, duration, flag, integer, secret, size, text, texts } from '../field.ts';
import { named, table } from './table.ts';

const secretTexts = (description: string) => texts(description, [], { secret: true });

export const intake = table('What others report (docs/listening.md).', {
  max_size: size('Largest mail to the domain of signed return paths (`return_path.domain`)', '1MB', { least: '1KB' }),
  header: text('Header field of your mails that names them; a report that returns it is matched by it', null, {
    pattern: '^[!-9;-~]{1,70}$',
  }),
  maildirs: named(
    'Maildirs that are followed: what comes into `new` is recorded and then moved to `cur`, as seen.',
    'name',
    table('A Maildir.', {
      path: text('Folder that has `new` and `cur`', undefined, { form: 'path' }),
      delete: flag('Delete what has been recorded instead of moving it', false),
    }),
    { form: 'source' },
  ),
  imap: named(
    'Mailboxes that are followed over IMAP: what comes in is recorded and then marked as seen.',
    'name',
    table('A mailbox.', {
      host: text('Host name or address of the server', undefined, { form: 'server' }),
      port: integer('Its port', null, {
        minimum: 1,
        maximum: 65_535,
        otherwise: '993, or 143 without `tls = "implicit"`',
      }),
      tls: choice(
        'implicit: from the start; starttls: never without; none: in the clear',
        ['implicit', 'starttls', 'none'],
        'implicit',
      ),
      ca_file: text('Certificates (PEM) of authorities to believe instead of the usual ones', null),
      user: text('User', undefined),
      password: secret('Password', null),
      password_file: text('File that holds the password, instead', null),
      mailbox: text('Mailbox', 'INBOX'),
      after: choice(
        'What becomes of a mail that has been recorded: marked as seen, deleted, or moved',
        ['seen', 'delete', 'move'],
        'seen',
      ),
      move_to: text('Mailbox to move to', null),
      poll: duration('Between two looks, for servers that do not tell of new mail', '5m', {
        least: '1s',
        most: '1d',
      }),
    }),
    { form: 'source' },
  ),
  logs: named(
    'Logs of mail servers that are followed, also when they are rotated.',
    'name',
    table('A log.', {
      path: text('File', undefined, { form: 'path' }),
      format: choice(
        'Whose log it is',
        ['postfix', 'exim', 'sendmail', 'opensmtpd', 'powermta', 'kumomta', 'haraka'],
        null,
        { otherwise: 'known by its lines' },
      ),
      history: flag('Read also what was there before the first look', true),
    }),
    { form: 'source' },
  ),
  webhooks: named(
    'Webhooks of providers, at `/v1/ingest/providers/NAME` (docs/webhooks-in.md). Lists, so that secrets can be changed.',
    'name',
    table('A webhook.', {
      provider: choice(
        'Who speaks; not set: the one of the same name',
        ['ses', 'sendgrid', 'mailgun', 'postmark', 'sparkpost', 'mailjet', 'brevo', 'resend', 'kumomta'],
        null,
      ),
      keys: secretTexts('Keys that sign (Mailgun, Resend) or verify (SendGrid)'),
      basic: secretTexts('Credentials as `user:password`'),
      tokens: secretTexts('Bearer tokens'),
      headers: secretTexts('Header fields of your own, as `Name: value`'),
      topics: texts('ARNs of the SNS topics that may speak (Amazon SES)', []),
      window: duration('Age of a signed timestamp that is still believed', null, { otherwise: "the provider's own" }),
    }),
    { form: 'label' },
  ),
});
