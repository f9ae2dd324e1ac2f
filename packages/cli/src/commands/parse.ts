/** `hearback parse PATH…`: one line per mail. */
import { parse, type Report } from '@hearback/bounce';
import { mailsIn } from '../input/mails.ts';
import { type Io, wantsColour, written } from '../io.ts';
import { painter } from '../view/paint.ts';
import { reportLine } from '../view/report-line.ts';
import { reportFailure } from './failure.ts';

export interface ParseFlags {
  readonly json?: boolean;
  readonly header?: readonly string[];
}

export async function parseCommand(this: Io, flags: ParseFlags, ...paths: string[]): Promise<void> {
  const paint = painter(wantsColour(this.stdout, this.env));
  const line =
    flags.json === true
      ? (file: string, report: Report) => JSON.stringify({ file, ...report })
      : (file: string, report: Report) => reportLine(file, report, paint);
  let found = 0;
  const failed = (path: string, error: unknown): void => {
    found += 1;
    this.exit(reportFailure(this, path, error));
  };
  for (const path of paths)
    for await (const { file, bytes } of mailsIn(path, this.stdin, failed)) {
      found += 1;
      await written(this.stdout, `${line(file, parse(bytes, { headers: flags.header ?? [] }))}\n`);
    }
  // An empty Maildir is no fault.
  if (found === 0) this.stderr.write('hearback: no mail there\n');
}
