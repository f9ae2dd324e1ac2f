/** AUTH PLAIN and LOGIN (RFC 4954, RFC 4616), over TLS only. What is wrong with a login is not told. */
import { isUtf8 } from 'node:buffer';
import type { Command, Dialogue } from './dialogue.ts';
import type { Answer } from './handler.ts';
import { farewell, reply } from './reply.ts';

const tooMany = farewell(421, '4.7.0', 'Too many failed logins, try again later');
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

export const auth: Command = {
  last: true,
  take(dialogue, argument) {
    const { handler, admission, now } = dialogue.premises;
    const { client } = dialogue;
    if (handler.authenticate === undefined) return dialogue.object(reply(502, '5.5.1', 'AUTH is not offered'));
    if (client.tls === null) return dialogue.object(reply(538, '5.7.11', 'AUTH needs TLS: say STARTTLS first'));
    if (!client.esmtp) return dialogue.object(reply(503, '5.5.1', 'EHLO comes first'));
    if (client.user !== null) return dialogue.object(reply(503, '5.5.1', 'You are logged in already'));
    if (dialogue.transaction !== null) return dialogue.object(reply(503, '5.5.1', 'A message is under way'));
    if (!admission.mayLogIn(client.address, now())) return dialogue.reply(tooMany);
    const [mechanism = '', initial = null, ...more] = argument.split(' ');
    if (more.length > 0) return dialogue.object(reply(501, '5.5.4', 'AUTH has a mechanism and one response'));
    switch (mechanism.toUpperCase()) {
      case 'PLAIN':
        return challenge(dialogue, initial, '', plain);
      case 'LOGIN':
        return challenge(dialogue, initial, 'Username:', login);
      default:
        return dialogue.object(reply(504, '5.5.4', 'AUTH takes PLAIN or LOGIN'));
    }
  },
};

/** Goes on with the response, at once when it came with the command; "=" is an empty one (RFC 4954 §4). */
function challenge(
  dialogue: Dialogue,
  initial: string | null,
  words: string,
  then: (dialogue: Dialogue, response: string) => void,
): void {
  const respond = (line: string) => {
    if (line === '*') return dialogue.object(reply(501, '5.7.0', 'AUTH was cancelled'));
    const octets = BASE64.test(line) ? Buffer.from(line, 'base64') : null;
    if (octets === null || !isUtf8(octets)) return dialogue.object(reply(501, '5.5.2', 'That is not base64 of UTF-8'));
    then(dialogue, octets.toString('utf8'));
  };
  if (initial !== null) {
    respond(initial === '=' ? '' : initial);
    return;
  }
  dialogue.reply({ code: 334, text: Buffer.from(words).toString('base64') });
  dialogue.listenTo(respond);
}

/** authorization identity NUL login NUL password (RFC 4616 §2). Nobody acts for another. */
function plain(dialogue: Dialogue, response: string): void {
  const [identity, name, password, ...more] = response.split('\0');
  const complete = identity !== undefined && name !== undefined && password !== undefined && more.length === 0;
  if (!complete || name === '') {
    dialogue.object(reply(501, '5.5.2', 'That is no PLAIN response'));
    return;
  }
  if (identity !== '' && identity !== name) check(dialogue, () => null);
  else verify(dialogue, name, password);
}

function login(dialogue: Dialogue, name: string): void {
  challenge(dialogue, null, 'Password:', (_, password) => verify(dialogue, name, password));
}

function verify(dialogue: Dialogue, name: string, password: string): void {
  const { authenticate } = dialogue.premises.handler;
  check(dialogue, () => authenticate?.(name, password, dialogue.client) ?? null);
}

function check(dialogue: Dialogue, user: () => Answer<string | null>): void {
  const { admission, now } = dialogue.premises;
  dialogue.ask(
    () => admission.login(dialogue.client.address, now, user),
    (found) => {
      if (found === undefined) return dialogue.reply(tooMany);
      if (found === null) return dialogue.loginFailed(reply(535, '5.7.8', 'User name or password is wrong'));
      dialogue.client = { ...dialogue.client, user: found };
      dialogue.reply(reply(235, '2.7.0', 'Welcome'));
    },
  );
}
