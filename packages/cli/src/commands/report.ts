/** `hearback report PATH…`: logs and mailboxes to the health report. */
import type { Io } from '../io.ts';
import { type ReportOptions, report } from '../report/report.ts';

export async function reportCommand(this: Io, options: ReportOptions, ...paths: string[]): Promise<void> {
  this.exit(await report(paths, options, this));
}
