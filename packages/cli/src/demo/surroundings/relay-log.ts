/**
 * The log of an older mail server that Acme still runs, in the manner of Postfix, for the demo's server to follow. Everything but
 * the instants follows from the seed.
 */
import { appendFile } from 'node:fs/promises';
import { type Chance, type RepliedReason, writtenReply } from '@hearback/receivers';
import { people } from '../campaign.ts';

/** What the numbers in people's names begin with. */
const numbers = 300;
const sender = 'newsletter@old.acme.example';
const ip = '192.0.2.40';

const refusals: readonly (readonly [upTo: number, reason: RepliedReason])[] = [
  [0.02, 'user_unknown'],
  [0.03, 'mailbox_full'],
];

/** Appends what became of `count` messages up to `at` (milliseconds since the epoch), a few seconds apart. */
export async function writeRelayLog(file: string, draws: Chance, count: number, at: number): Promise<void> {
  const lines = people(draws, count, 0, numbers).flatMap((recipient, n) =>
    linesOf(recipient, draws, at - (count - n) * 3000),
  );
  await appendFile(file, `${lines.join('\n')}\n`);
}

function linesOf(recipient: string, draws: Chance, at: number): readonly string[] {
  const draw = draws.next();
  const reason = refusals.find(([upTo]) => draw < upTo)?.[1] ?? null;
  const { reply, mx } = writtenReply(reason, { recipient, sender, ip, at });
  const words = reply.replaceAll(/\r?\n/g, ' ');
  const id = draws.word('[A-F0-9]{10}');
  const line = (program: string, text: string): string =>
    `${new Date(at).toISOString()} relay postfix/${program}[811]: ${id}: ${text}`;
  const end =
    reason === null
      ? `sent (${words})`
      : `bounced (host ${mx}[192.0.2.80] said: ${words} (in reply to RCPT TO command))`;
  return [
    line('qmgr', `from=<${sender}>, size=4212, nrcpt=1 (queue active)`),
    line(
      'smtp',
      `to=<${recipient}>, relay=${mx}[192.0.2.80]:25, delay=1.1, delays=0.1/0/0.4/0.6, dsn=${reason === null ? '2.0.0' : '5.0.0'}, status=${end}`,
    ),
    line('qmgr', 'removed'),
  ];
}
