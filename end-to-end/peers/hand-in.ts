/** Hands a message in by SMTP, with the parameters of RFC 3461, one command at a time. */
import { Talker } from '../../packages/smtp/src/receiver/script.fixture.ts';

export interface Handed {
  readonly from?: string;
  /** Behind MAIL: "RET=HDRS ENVID=x". */
  readonly mail?: string;
  /** Address, or address and parameters: "ann@a.example NOTIFY=NEVER". */
  readonly to: readonly string[];
  /** Lines end with LF here and with CRLF on the wire; dots are stuffed. */
  readonly content?: string;
}

export const letter = 'From: Ann <ann@ours.example>\nSubject: Ours\n\nHello\n.a line with a dot\n..\n';

/** The id of the message; throws the reply that refused it. */
export async function handIn(port: number, handed: Handed): Promise<string> {
  const { from = 'ann@ours.example', mail = '', to, content = letter } = handed;
  const talker = await Talker.connect({ port });
  const ask = async (line: string): Promise<string> => {
    if (line !== '') talker.send(`${line}\r\n`);
    const reply = await talker.reply();
    if (!/^[23]/.test(reply)) throw new Error(`${line}: ${reply}`);
    return reply;
  };
  await ask('');
  await ask('EHLO client.ours.example');
  await ask(`MAIL FROM:<${from}> ${mail}`.trimEnd());
  for (const one of to) {
    const [address = '', parameters = ''] = one.split(/ (.*)/s);
    await ask(`RCPT TO:<${address}> ${parameters}`.trimEnd());
  }
  await ask('DATA');
  const taken = await ask(`${content.replace(/^\./gm, '..').replaceAll('\n', '\r\n')}.`);
  await talker.leave();
  return taken.split(' ').at(-1) ?? '';
}
