/** Reports as they reach the intake: the configuration that hears them by every way, and each way's words for "no such user". */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { returnPath } from '@hearback/bounce';
import { handIn } from '../peers/hand-in.ts';
import { notice } from '../peers/notice.ts';
import { ask, eventsOf } from './api.ts';

const secret = new Uint8Array(32).fill(7);
const token = 'a-token-for-tests';
const domain = 'bounces.ours.example';

/** Writes hearback.toml into `home`: SMTP to signed return paths, a log, a Maildir (both in `home`) and KumoMTA's webhook. */
export function writeIntakeConfig(home: string): void {
  for (const part of ['new', 'cur', 'tmp']) mkdirSync(join(home, 'Maildir', part), { recursive: true });
  writeFileSync(
    join(home, 'hearback.toml'),
    `[server]
hostname = "hearback.example"
[smtp.listeners.submission]
port = 0
[http]
enabled = false
[return_path]
domain = "${domain}"
[return_path.keys.0]
secret = "${Buffer.from(secret).toString('base64')}"
[intake.logs.mail]
path = ${JSON.stringify(join(home, 'mail.log'))}
[intake.maildirs.box]
path = ${JSON.stringify(join(home, 'Maildir'))}
[intake.webhooks.kumo]
provider = "kumomta"
tokens = ["${token}"]
`,
  );
}

export const logLine = (recipient: string): string =>
  `2026-11-28T08:59:00.000+00:00 mail postfix/smtp[17]: 4${recipient.replace(/\W/g, '')}: to=<${recipient}>, relay=mx.there.example[192.0.2.7]:25, delay=1, dsn=5.1.1, status=bounced (host mx.there.example[192.0.2.7] said: 550 5.1.1 no)\n`;

/** As it lies in the Maildir. */
export const noticeFile = (recipient: string): string =>
  notice(recipient, 'postmaster@ours.example').replaceAll('\n', '\r\n');

/** Whether the webhook was acknowledged; false when the server was gone. */
export async function tellByWebhook(socket: string, recipient: string): Promise<boolean> {
  const body = JSON.stringify({ type: 'Bounce', id: recipient, recipient, response: { code: 550, content: 'no' } });
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  try {
    return (await ask(socket, '/v1/ingest/providers/kumo', { method: 'POST', headers, body })).status === 200;
  } catch (error) {
    if (error instanceof Error && 'code' in error) return false;
    throw error;
  }
}

/** Resolves when the notice was acknowledged; rejects or waits forever when the server is gone. */
export async function tellBySmtp(port: number, recipient: string): Promise<void> {
  const message = 'msg_019ac9f0-0000-7000-8000-0123456789ab';
  const to = returnPath.sign({ message, recipient, domain, now: Date.now() }, [{ id: 0, secret }]);
  await handIn(port, { from: '', to: [to], content: notice(recipient, to) });
}

/** The recipients of which the ledger has a bounce, as often as it has one. */
export const heard = async (socket: string): Promise<readonly string[]> =>
  (await eventsOf(socket)).filter(({ type }) => /^bounce/.test(type)).map(({ recipient }) => recipient);
