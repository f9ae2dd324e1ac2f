/**
 * Every key of the configuration, once: the loader, `config show`, the documentation and the types all read this.
 */
import { type Static, Type } from 'typebox';
import { choice, duration, flag, integer, number, secret, size, text, texts } from '../field.ts';
import { delivery, dns, reactions, retry, streams } from './delivery.ts';
import { health } from './health.ts';
import { incidents } from './incidents.ts';
import { intake } from './intake.ts';
import { notices } from './notices.ts';
import { alerts, webhooks } from './publishing.ts';
import { reports } from './reports.ts';
import { http, smtp, users } from './submission.ts';
import { suppressionFigures } from './suppression.ts';
import { named, table } from './table.ts';

export const schema = Type.Object({
  server: table('The process.', {
    hostname: text('Full name of this machine: in greetings, EHLO, Message-ID and notices', null, {
      otherwise: 'what the system says',
      form: 'host',
    }),
    data: text('Folder of the store and the socket', null, {
      otherwise: '`/var/lib/hearback` for root, else `$XDG_STATE_HOME/hearback`',
    }),
    log_level: choice('What is logged', ['debug', 'info', 'warn', 'error'], 'info'),
    mask_addresses: flag('Log j***@example.com instead of the whole address', true),
    min_free: size('No mail is taken while the disk of the data folder has less than this free', '64MB'),
    drain: duration('How long running deliveries may take to end after SIGTERM', '30s', { most: '1d' }),
  }),
  smtp,
  users,
  http,
  store: table('Where mail and events are kept.', {
    file: text('SQLite file', null, { otherwise: '`hearback.db` in the data folder' }),
    url: secret('PostgreSQL instead: postgres://user:password@host/database', null),
    key: secret('32 random octets in base64: seals passwords of sources and secrets of webhooks in the store', null, {
      otherwise: '`store.key` in the data folder, made at the first start; with PostgreSQL it has to be set',
    }),
    old_keys: texts('Keys of before: what they have sealed is opened, and sealed anew at the start', [], {
      secret: true,
    }),
    lease: duration('How long what a process had in hand stays with it when it is not heard of any more', '30s', {
      least: '1s',
      most: '1d',
    }),
  }),
  delivery,
  dns,
  retry,
  streams,
  reactions,
  notices,
  return_path: table('Signed return paths, so that bounce mails name message and recipient.', {
    domain: text('Domain that takes bounces; not set: the sender is left as it is', null, { form: 'domain' }),
    current: integer('Key that signs; all verify', 0, { maximum: 31 }),
    keys: named(
      'Keys by number (0 to 31); two at a time allow changing them.',
      'number',
      table('A key.', { secret: secret('32 random octets in base64', undefined) }),
      { form: 'key number' },
    ),
  }),
  intake,
  health,
  reports,
  webhooks,
  alerts,
  dkim: named(
    'DKIM signatures, by the domains of the From field; of one above where a domain has none.',
    'domain',
    table('A signature.', {
      selector: text('Selector', undefined, { form: 'selector' }),
      key_file: text('Private key (PEM), RSA or Ed25519', undefined),
    }),
    { form: 'domain' },
  ),
  incidents,
  retention: table('How long things are kept.', {
    dialogues: duration('SMTP dialogues', '30d'),
    messages: duration(
      'Messages without open recipients, their headings only; by an outcome that is seldom (bounced, complained, expired, cancelled, suppressed) they are found as long as their events are kept',
      '90d',
    ),
    events: duration('Events with what corrects them, and which mails have been taken from mailboxes', '400d'),
    idempotency: duration('Idempotency keys', '1d'),
    deliveries: duration('Deliveries to webhooks that have ended', '30d'),
    alerts: duration('Alerts that are resolved, and silences that have ended', '400d'),
    audit: duration('What people changed by hand', '400d'),
    jobs: duration('Imports, and runs of rules over the past; they can be taken back for as long', '400d'),
    raws: duration('Bounce mails as they came', '30d'),
    effects: duration('What is counted once per message and recipient; a report later than this counts anew', '400d'),
  }),
  suppression: table('Recipients that must not be mailed.', {
    behaviour: choice(
      'refuse: 550 to a message for nobody else, and a notice of failure by SMTP where others get it; drop: accepted, and told as an event alone',
      ['refuse', 'drop'],
      'refuse',
    ),
    ...suppressionFigures,
  }),
  privacy: table('What is known of people.', {
    erasure_key: secret('Key of the hashes that keep erased addresses unmailed', null, {
      otherwise: 'one is made, and kept in the store',
    }),
  }),
  clock: table('For simulations.', {
    speed: number('How many times faster time passes', 1, { minimum: 1, maximum: 100_000, hidden: true }),
    ahead: duration('How far it is put on', '0s', { hidden: true }),
  }),
});

export type Config = Static<typeof schema>;
