/** EHLO, HELO, STARTTLS, QUIT and the commands that do nothing (RFC 5321 §4.1.1, RFC 3207). */
import type { Command, Dialogue } from './dialogue.ts';
import { farewell, reply } from './reply.ts';

const NAME = /^[!-~]{1,255}$/;

const ehlo: Command = {
  last: true,
  idle: true,
  take(dialogue, argument) {
    if (greeted(dialogue, argument, true)) {
      dialogue.reply({ code: 250, text: [dialogue.premises.hostname, ...extensions(dialogue)].join('\n') });
    }
  },
};

const helo: Command = {
  last: true,
  idle: true,
  take(dialogue, argument) {
    if (greeted(dialogue, argument, false)) dialogue.reply({ code: 250, text: dialogue.premises.hostname });
  },
};

/** Any printable name is taken: RFC 5321 §4.1.4 forbids to refuse mail because of it. The transaction ends. */
function greeted(dialogue: Dialogue, name: string, esmtp: boolean): boolean {
  if (!NAME.test(name)) {
    dialogue.object(reply(501, '5.5.4', 'Say who you are: a host name or an address literal'));
    return false;
  }
  dialogue.transaction = null;
  dialogue.client = { ...dialogue.client, helo: name, esmtp };
  return true;
}

function extensions({ premises, client }: Dialogue): readonly string[] {
  const always = [
    'PIPELINING',
    `SIZE ${premises.limits.messageSize}`,
    '8BITMIME',
    'SMTPUTF8',
    'ENHANCEDSTATUSCODES',
    'DSN',
  ];
  const tls = premises.offersTls && client.tls === null ? ['STARTTLS'] : [];
  const auth = mayLogIn(premises.handler.authenticate, client.tls) ? ['AUTH PLAIN LOGIN'] : [];
  return [...always, ...tls, ...auth, 'HELP'];
}

function mayLogIn(authenticate: unknown, tls: unknown): boolean {
  return authenticate !== undefined && tls !== null;
}

const starttls: Command = {
  last: true,
  take(dialogue, argument) {
    if (!dialogue.premises.offersTls) return dialogue.object(reply(502, '5.5.1', 'STARTTLS is not offered'));
    if (argument !== '') return dialogue.object(reply(501, '5.5.4', 'STARTTLS has no argument'));
    if (dialogue.client.tls !== null) return dialogue.object(reply(503, '5.5.1', 'TLS is on already'));
    dialogue.startTls();
  },
};

const quit: Command = {
  take(dialogue, argument) {
    if (argument !== '') return dialogue.object(reply(501, '5.5.4', 'QUIT has no argument'));
    dialogue.reply(farewell(221, '2.0.0', 'Goodbye'));
  },
};

const answer = (code: number, status: string, text: string): Command => ({
  idle: true,
  take: (dialogue) => dialogue.reply(reply(code, status, text)),
});

const notOffered: Command = {
  take: (dialogue) => dialogue.object(reply(502, '5.5.1', 'This command is not offered')),
};

/** What follows is no SMTP: octets of a chunk, or a browser that was made to talk to us. */
const hangUp: Command = {
  take: (dialogue) => dialogue.reply(farewell(521, '5.5.1', 'This is an SMTP server')),
};

export const sessionCommands = {
  EHLO: ehlo,
  HELO: helo,
  STARTTLS: starttls,
  QUIT: quit,
  NOOP: answer(250, '2.0.0', 'OK'),
  HELP: answer(214, '2.0.0', 'EHLO HELO MAIL RCPT DATA RSET NOOP QUIT VRFY HELP STARTTLS AUTH; see RFC 5321'),
  /** Whether an address exists is not told (RFC 5321 §7.3). */
  VRFY: { ...answer(252, '2.0.0', 'Cannot tell before it is delivered'), extended: true },
  EXPN: { ...notOffered, extended: true },
  BDAT: hangUp,
  GET: hangUp,
  POST: hangUp,
  PUT: hangUp,
  HEAD: hangUp,
  OPTIONS: hangUp,
  CONNECT: hangUp,
  SEND: notOffered,
  SOML: notOffered,
  SAML: notOffered,
  TURN: notOffered,
  ETRN: notOffered,
};
