/** Keys about the way out: where from, how many at a time, how long, how safe. */
import { choice, duration, durations, flag, integer, number, port, secret, text, texts } from '../field.ts';
import { streamSuppression } from './suppression.ts';
import { named, table } from './table.ts';

/** Of one step that is waited for. */
const step = { least: '1ms', most: '1d' };

export const delivery = table('Delivery.', {
  connections: integer('Most connections at a time, all lanes', 500, { minimum: 1 }),
  connections_per_lane: integer('Most connections at a time to one receiver from one source for one stream', 10, {
    minimum: 1,
  }),
  messages_per_connection: integer('Messages after which a connection is closed', 100, { minimum: 1 }),
  recipients_per_message: integer('Most recipients in one transaction', 50, { minimum: 1 }),
  idle: duration('How long a connection with nothing to send stays open', '5s', { most: '1d' }),
  dialogues: choice('Attempts whose SMTP dialogue is kept', ['all', 'failures', 'none'], 'all'),
  mask_dialogues: flag('Leave the local parts of addresses out of kept dialogues', false),
  in_memory: integer('Most entries held ready in memory', 20_000, { minimum: 100 }),
  default_sources: texts('Sources of streams that name none; each message has one of them, its retries too', [], {
    otherwise: '`default`, or all of `delivery.sources` where none has that name',
  }),
  allow_networks: texts(
    'Networks (CIDR) that mail may go to although they are not public; for a closed network or tests',
    [],
    { form: 'network' },
  ),
  port: port('Port of the servers that MX records name', 25, { minimum: 1 }),
  tls: choice(
    'Policy of domains that publish and set none: opportunistic, encrypt (TLS, any certificate), verify or none',
    ['none', 'opportunistic', 'encrypt', 'verify'],
    'opportunistic',
  ),
  dane: flag('Obey DANE (RFC 7672); needs a validating resolver', true),
  mta_sts: flag('Obey MTA-STS (RFC 8461)', true),
  sources: named(
    'Addresses that mail leaves from.',
    'source',
    table('A source.', {
      address: text('IP address to send from', null, { otherwise: 'the system chooses', form: 'ip' }),
      ehlo: text('Name in EHLO; it should resolve to the address, and the address back to it', null, {
        otherwise: '`server.hostname`',
        form: 'greeting',
      }),
    }),
    { always: ['default'] },
  ),
  domains: named(
    'What is special about a recipient domain; ".example.com" is for all below it, "*" for all. The most precise table that has a host, or a policy for TLS, counts.',
    'domain',
    table('A domain.', {
      host: text('Send there instead of to its MX: a host name or an IP address (static route, smart host)', null, {
        form: 'server',
      }),
      port: port('Port of that host', 25, { minimum: 1 }),
      implicit_tls: flag('TLS from the first octet at that host, as at port 465', false),
      user: text('User name for AUTH at that host', null),
      password: secret('Password for AUTH', null),
      tls: choice('Policy for this domain', ['none', 'opportunistic', 'encrypt', 'verify'], null),
    }),
    { form: 'domains' },
  ),
  providers: named(
    'Limits for a provider, such as google or outlook; `hearback rules ls` names them.',
    'provider',
    table('A provider.', {
      connections: integer('Most connections at a time from one source, all streams together', null, { minimum: 1 }),
      messages_per_connection: integer('Messages after which a connection is closed', null, { minimum: 1 }),
      recipients_per_message: integer('Most recipients in one transaction', null, { minimum: 1 }),
      rate: number('Messages a second from one source, all streams together', null, { minimum: 0.001 }),
    }),
    { form: 'provider' },
  ),
  timeouts: table('How long each step of a delivery may take (RFC 5321 §4.5.3.2).', {
    connect: duration('Connection', '30s', step),
    banner: duration('Greeting', '5m', step),
    ehlo: duration('Reply to EHLO', '5m', step),
    starttls: duration('Reply to STARTTLS, and handshake', '2m', step),
    auth: duration('Reply to AUTH', '5m', step),
    mail: duration('Reply to MAIL', '5m', step),
    rcpt: duration('Reply to RCPT', '5m', step),
    data: duration('Reply to DATA', '2m', step),
    block: duration('Taking a piece of the message', '3m', step),
    dot: duration('Reply to the final dot', '10m', step),
    transaction: duration('From MAIL until the final dot has left, whatever is answered in time meanwhile', '1h', step),
    rset: duration('Reply to RSET', '20s', step),
    quit: duration('Reply to QUIT', '5s', step),
  }),
});

export const dns = table('Name resolution.', {
  servers: texts('Resolvers, as address or address:port', [], { otherwise: "the system's", form: 'resolver' }),
  timeout: duration('Wait for an answer', '5s', step),
});

const schedule = 'Wait before each attempt, the first included; the last repeats';
const maxAge = 'Age at which a message expires';
const maxAttempts = 'Attempts after which a message expires';
/** Each is kept with the message until its end. A message cannot wish for more either. */
const mostAttempts = 1000;

export const retry = table('Retrying.', {
  schedule: durations(schedule, ['0', '15m', '30m', '1h', '2h', '4h', '6h']),
  max_age: duration(maxAge, '5d', { least: '1s' }),
  max_attempts: integer(maxAttempts, mostAttempts, { minimum: 1, maximum: mostAttempts }),
  jitter: number('How far a wait may stray, as a share of it', 0.1, { maximum: 1 }),
  longest_named_wait: duration('A wait that the receiver names is honoured up to this', '1d'),
  longest_suspension: duration('Time in a suspended lane makes a message no older, up to this much', '5d'),
});

export const streams = named(
  'Kinds of mail, such as "receipts" and "news", which do not wait for each other.',
  'stream',
  table('A stream.', {
    sources: texts('Sources that it leaves from; each message has one of them, its retries too', [], {
      otherwise: '`delivery.default_sources`',
    }),
    schedule: durations(schedule, null),
    max_age: duration(maxAge, null, { least: '1s' }),
    max_attempts: integer(maxAttempts, null, { minimum: 1, maximum: mostAttempts }),
    suppression: streamSuppression,
  }),
);

export const reactions = named(
  'What a lane does when replies of one kind pile up; tried before the built-in ones, in the order written.',
  'name',
  table('A reaction.', {
    provider: text('Only for this provider', null, { otherwise: 'any', form: 'provider' }),
    reason: text('Reason of the replies (docs/reasons.md)', undefined, { form: 'reason' }),
    times: integer('How many such replies', 3, { minimum: 1 }),
    within: duration('... within', '1h', { least: '1s' }),
    action: choice('What to do', ['slow_down', 'suspend'], 'slow_down'),
    lasts: duration('For how long', '30m', { least: '1s' }),
    factor: number('For slow_down: the share of the rate that remains', 0.5, {
      minimum: 0.001,
      maximum: 1,
    }),
  }),
);
