/** What a client may say in SMTP, well, badly and worse: lines of one session from a seed. */
import type { Random } from './random.ts';

/** One line with its line end, or the octets of a message. */
export type Utterance = { readonly kind: 'command' | 'message'; readonly octets: string };

const mailboxes = [
  ...[
    'ann@ours.example',
    'postmaster',
    'postmaster@ours.example',
    'POSTMASTER@OURS.EXAMPLE',
    'v@x.example',
    'v@[127.0.0.1]',
  ],
  ...[
    '',
    'v%x.example@ours.example',
    '"v@x.example"@ours.example',
    '@ours.example:v@x.example',
    'x.example!v@ours.example',
  ],
  ...[
    'v@x.example@ours.example',
    '"a\\"b"@ours.example',
    'postmaster@x.example',
    'b+0123456789@x.example',
    'v@x.example.',
  ],
  ...['j\xc3\xb6rg@ours.example', 'postmaster@ours.example\0@x.example', 'v@[IPv6:::1]', `${'l'.repeat(70)}@x.example`],
];
const senderParameters = [
  ...['SIZE=100', 'SIZE=99999999999', 'SIZE=x', 'BODY=8BITMIME', 'BODY=BINARYMIME', 'SMTPUTF8', 'RET=FULL', 'RET=HDRS'],
  ...['RET=', 'ENVID=a+2Bb', 'ENVID=a+0D+0Ab', 'AUTH=<>', 'AUTH=bob+40x', 'XYZZY', 'XYZZY=1', '=', 'SIZE=1 SIZE=1'],
];
const recipientParameters = [
  ...[
    'NOTIFY=NEVER',
    'NOTIFY=SUCCESS,DELAY',
    'NOTIFY=NEVER,DELAY',
    'NOTIFY=',
    'ORCPT=rfc822;v@x.example',
    'ORCPT=;',
    'ORCPT',
  ],
  ...['ORCPT=utf-8;j\\x{F6}rg@x.example', 'ORCPT=rfc822;a+0D+0ABcc:+20x', 'XYZZY=1'],
];
const others = [
  ...[
    'RSET',
    'NOOP',
    'NOOP x',
    'VRFY ann',
    'EXPN list',
    'HELP',
    'STARTTLS',
    'STARTTLS x',
    'AUTH',
    'AUTH PLAIN',
    'AUTH LOGIN',
  ],
  ...[
    'AUTH XYZZY',
    'AUTH PLAIN =',
    'AUTH PLAIN AGFubgBzZWNyZXQ=',
    'AUTH PLAIN AGFubgB3cm9uZw==',
    '*',
    '.',
    '',
    ' ',
    'BDAT 5 LAST',
  ],
  ...[
    'XCLIENT ADDR=127.0.0.1',
    'PROXY TCP4 127.0.0.1 127.0.0.1 1 1',
    'GET / HTTP/1.1',
    '\0',
    '\xff\xf4\xff\xfd\x06',
    'QUIT x',
    'TURN',
  ],
];
const lineEnds = ['\r\n', '\n', '\r', '\n\r', '\r\r\n', ''];
const messageEnds = [
  '\r\n.\r\n',
  '\n.\n',
  '\r.\r',
  '\r\n.\n',
  '\n.\r\n',
  '\r\n.\r\r\n',
  '\r\n\0.\r\n',
  '\r\n..\r\n',
  '.\r\n',
];

/** Mostly in the order that leads somewhere: what is hostile is hostile deep in a transaction. */
export function makeSession(random: Random): readonly Utterance[] {
  const said: Utterance[] = [];
  const say = (octets: string): void => void said.push({ kind: 'command', octets: line(octets, random) });
  if (random.chance(0.9))
    say(random.pick(['EHLO c.example', 'HELO c.example', 'EHLO [127.0.0.1]', 'EHLO', 'EHLO a b', 'ehlo c']));
  if (random.chance(0.3)) say(random.pick(['AUTH PLAIN AGFubgBzZWNyZXQ=', 'AUTH LOGIN']));
  for (let rounds = 1 + random.int(4); rounds > 0; rounds--) {
    if (random.chance(0.3)) say(random.pick(others));
    if (random.chance(0.9)) say(path('MAIL FROM:', mailboxes, senderParameters, random));
    for (let count = random.int(4); count > 0; count--) say(path('RCPT TO:', mailboxes, recipientParameters, random));
    if (random.chance(0.3)) say(random.pick(others));
    if (random.chance(0.8)) {
      say(random.chance(0.95) ? 'DATA' : 'DATA x');
      said.push({ kind: 'message', octets: message(random) });
    }
  }
  if (random.chance(0.5)) say('QUIT');
  return said;
}

function path(verb: string, addresses: readonly string[], parameters: readonly string[], random: Random): string {
  const address = random.pick(addresses);
  const written = random.pick([
    `<${address}>`,
    `<${address}>`,
    `<${address}>`,
    address,
    ` <${address}>`,
    `<${address}`,
    `${address}>`,
  ]);
  const more = random.times(random.int(3), () => ` ${random.pick(parameters)}`).join('');
  return `${verb}${written}${more}`;
}

function message(random: Random): string {
  const lines = random.times(random.int(6), () =>
    random.pick([
      'Subject: x',
      '',
      '.',
      '..',
      'MAIL FROM:<boss@ours.example>',
      'RCPT TO:<v@x.example>',
      'DATA',
      'x'.repeat(2000),
      '\xff\0',
    ]),
  );
  const text = lines.join(random.chance(0.9) ? '\r\n' : random.pick(lineEnds));
  return `${text}${random.chance(0.6) ? '\r\n.\r\n' : random.pick(messageEnds)}`;
}

/** A command as it is, or with an octet changed, cut short, too long, in another case, with another line end. */
function line(command: string, random: Random): string {
  const end = random.chance(0.93) ? '\r\n' : random.pick(lineEnds);
  if (random.chance(0.8)) return `${command}${end}`;
  const at = random.int(command.length + 1);
  const octet = String.fromCharCode(random.int(256));
  return `${random.pick([
    command.slice(0, at) + octet + command.slice(at),
    command.slice(0, at) + octet + command.slice(at + 1),
    command.slice(0, at),
    command.toLowerCase(),
    command.replace(' ', '  '),
    command.replace(/[: ]/g, ''),
    command + 'x'.repeat(random.int(3000)),
    command + command,
  ])}${end}`;
}
