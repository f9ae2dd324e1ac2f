/** Keys about who hands mail in, and how. */
import { choice, duration, flag, integer, number, port, secret, size, text, texts } from '../field.ts';
import { named, table } from './table.ts';

const listener = table('A port where programs hand mail in.', {
  address: text('IP address to listen on; "::" or "0.0.0.0" for all', '127.0.0.1', { form: 'ip' }),
  port: port('Port; 0 lets the system choose', 2525),
  tls: choice(
    'none; starttls: offered; required: nothing before STARTTLS; implicit: TLS from the first octet (465)',
    ['none', 'starttls', 'required', 'implicit'],
    'none',
  ),
  cert_file: text('Certificate chain (PEM)', null),
  key_file: text('Private key (PEM)', null),
});

export const smtp = table('Submission by SMTP.', {
  trusted_networks: texts('Networks (CIDR) that hand in mail without a password', ['127.0.0.0/8', '::1/128'], {
    form: 'network',
  }),
  trusted_senders: texts('Whom these networks may send as, as `users.NAME.senders` says it of a user', ['*'], {
    form: 'sender',
  }),
  trusted_authors: texts('Whom their messages may name, as `users.NAME.authors`', [], {
    ...{ form: 'sender', otherwise: 'as `trusted_senders`' },
  }),
  local_domains: texts(
    'Domains of this machine itself, besides server.hostname: it keeps no mailboxes, so that only postmaster is taken there',
    [],
    { form: 'domain' },
  ),
  postmaster: text('Where mail for postmaster of this machine goes (RFC 5321 §4.5.1)', null, { form: 'address' }),
  max_size: size('Largest message', '25MB', { least: '1KB' }),
  max_recipients: integer('Most recipients of a message', 1000, { minimum: 100 }),
  max_connections: integer('Most connections at a time', 1000, { minimum: 1 }),
  max_connections_per_address: integer('Most connections at a time from one address', 100, { minimum: 1 }),
  command_timeout: duration('Wait for a command or a piece of a message (RFC 5321 §4.5.3.2.7: 5 minutes)', '5m', {
    least: '1ms',
    most: '1d',
  }),
  password_failures: integer('Wrong passwords within a minute after which an address is turned away with 421', 5, {
    minimum: 1,
  }),
  listeners: named('Ports where programs hand mail in.', 'listener', listener, { always: ['submission'] }),
});

export const users = named(
  'Who may hand in mail with a password.',
  'name',
  table('A user of submission.', {
    password: secret('What `hearback config password` wrote', undefined, { pattern: '^scrypt\\$' }),
    senders: texts(
      'Whom this user may send as: "ann@example.com", "@example.com" for a domain, "*" for any; of envelope senders the null one is always allowed',
      ['*'],
      { form: 'sender' },
    ),
    authors: texts(
      'Whom From, Sender, Resent-From and Resent-Sender of its messages may name, where that is not who may be envelope sender',
      [],
      {
        form: 'sender',
        otherwise: 'as `senders`',
      },
    ),
    stream: text('Stream of this user’s messages that name none', null),
  }),
);

export const http = table('The API by HTTP.', {
  enabled: flag('Listen on TCP; the socket in the data folder is always there', true),
  address: text('IP address to listen on', '127.0.0.1', { form: 'ip' }),
  port: port('Port; 0 lets the system choose', 8025),
  url: text('Address at which people open the page, for links; `https://…` when a proxy before it speaks TLS', null, {
    otherwise: '`http://` with address and port',
    pattern: '^https?://[^\\s?#]+[^/\\s?#]$',
  }),
  hosts: texts('Host names (with port) that requests may be for, besides the address listened on and localhost', [], {
    form: 'web host',
  }),
  max_body: size('Largest request; a JSON message grows by a third for what is base64 in it', '40MB', { least: '1KB' }),
  requests_per_second: number('Requests a second of one key, over time; more get 429', 1000, { minimum: 0.1 }),
  request_burst: integer('Requests of one key that may come at once', 5000, { minimum: 1 }),
  mask: flag('Nobody sees whole addresses here (docs/privacy.md); who reaches the socket does', false),
  open_metrics: flag('/metrics needs no key', false),
  socket: text('Socket of the operator, mode 0600', null, { otherwise: '`hearback.sock` in the data folder' }),
});
