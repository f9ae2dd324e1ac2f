/** Keys about who is told: webhooks of the user's programs, and alerts. */
import { choice, duration, integer, secret, texts } from '../field.ts';
import { named, table } from './table.ts';

export const webhooks = table('Telling your programs what happened (docs/webhooks-out.md).', {
  allow_networks: texts(
    'Networks (CIDR) that webhooks and alert channels may be in although they are not public, at any port',
    [],
    { form: 'network' },
  ),
  timeout: duration('Wait for an answer', '20s', { least: '1ms', most: '1h' }),
  keep: integer('Deliveries kept of each webhook, the latest', 1000, { minimum: 1 }),
});

export const alerts = table('Telling people what is wrong (docs/alerts.md).', {
  every: duration('Between two looks at what could be wrong', '1m', { least: '1s', most: '1d' }),
  channels: named(
    'Where alerts go, besides the webhooks that take alert.opened.',
    'name',
    table('A channel.', {
      kind: choice(
        'email, or slack: an incoming webhook of Slack or of what understands the same',
        ['email', 'slack'],
        undefined,
      ),
      to: texts('Addresses, for email', [], { form: 'address' }),
      url: secret('Address of the incoming webhook, for slack', null, { form: 'url' }),
      severity: choice('The least that is told there', ['warning', 'critical'], 'warning'),
    }),
    { form: 'label' },
  ),
});
