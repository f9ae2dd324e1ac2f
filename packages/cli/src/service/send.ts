/** `hearback send`: hands in a message from standard input, as sendmail(8) does. */
import { readAll } from '../input/text.ts';
import { exitCodes, type Io, jsonLine } from '../io.ts';
import { answer, octets } from './api.ts';
import { given } from './given.ts';
import { withService } from './run.ts';
import type { TargetFlags } from './target.ts';

export interface SendFlags extends TargetFlags {
  readonly from?: string;
  readonly stream?: string;
  readonly list?: string;
  readonly campaign?: string;
  readonly tag?: readonly string[];
  readonly idempotencyKey?: string;
  readonly json?: boolean;
}

export async function sendCommand(this: Io, flags: SendFlags, ...to: string[]): Promise<void> {
  const message = await readAll(this.stdin);
  if (message.length === 0) {
    this.stderr.write('hearback: no message on standard input\n');
    this.exit(exitCodes.noInput);
    return;
  }
  await withService(this, flags, async (api) => {
    const { from = fromField(message) ?? '', stream, list, campaign, tag } = flags;
    const query = { from, to, ...given({ stream, list, campaign, tags: tag && [...tag] }) };
    const header = given({ 'idempotency-key': flags.idempotencyKey });
    const sent = await answer(
      api.POST('/v1/messages', { params: { query, header }, ...octets('message/rfc822', message) }),
    );
    this.stdout.write(flags.json === true ? jsonLine(sent) : `${sent.id}\n`);
    for (const address of sent.suppressed) this.stderr.write(`hearback: not sent to ${address}: suppressed\n`);
    return exitCodes.ok;
  });
}

/** The author, when no envelope sender was given. */
function fromField(message: Buffer): string | null {
  const head =
    message
      .subarray(0, 65_536)
      .toString('latin1')
      .split(/\r?\n\r?\n/, 1)[0] ?? '';
  const [, value] = /^from:((?:.|\r?\n[ \t])*)$/im.exec(head) ?? [];
  return value === undefined ? null : (/<([^<>]*)>/.exec(value)?.[1] ?? value).trim();
}
