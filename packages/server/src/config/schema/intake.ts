/** Keys about what others report: mail to signed return paths, folders of mail, providers' webhooks. */
import { choice, duration, flag, size, text, texts } from '../field.ts';
import { named, table } from './table.ts';

const secretTexts = (description: string) => texts(description, [], { secret: true });

export const intake = table('What others report (docs/listening.md).', {
  max_size: size('Largest mail to the domain of signed return paths (`return_path.domain`)', '1MB'),
  header: text('Header field of your mails that names them; a report that returns it is matched by it', null, {
    pattern: '^[!-9;-~]{1,70}$',
  }),
  maildirs: named(
    'Maildirs that are followed: what comes into `new` is recorded and then moved to `cur`, as seen.',
    'name',
    table('A Maildir.', {
      path: text('Folder that has `new` and `cur`', undefined),
      delete: flag('Delete what has been recorded instead of moving it', false),
    }),
  ),
  webhooks: named(
    'Webhooks of providers, at `/v1/ingest/providers/NAME` (docs/webhooks-in.md). Lists, so that secrets can be changed.',
    'name',
    table('A webhook.', {
      provider: choice(
        'Who speaks; not set: the one of the same name',
        ['ses', 'sendgrid', 'mailgun', 'postmark', 'sparkpost', 'mailjet', 'brevo', 'resend'],
        null,
      ),
      keys: secretTexts('Keys that sign (Mailgun, Resend) or verify (SendGrid)'),
      basic: secretTexts('Credentials as `user:password`'),
      tokens: secretTexts('Bearer tokens'),
      headers: secretTexts('Header fields of your own, as `Name: value`'),
      topics: texts('ARNs of the SNS topics that may speak (Amazon SES)', []),
      window: duration('Age of a signed timestamp that is still believed', null, { otherwise: "the provider's own" }),
    }),
  ),
});
