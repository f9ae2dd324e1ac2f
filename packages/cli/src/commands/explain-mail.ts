/** A mail for `hearback explain`: what it reports, with a verdict for each recipient. */
import { type Context, parse, trace } from '@hearback/bounce';
import { jsonLine } from '../io.ts';
import type { Surface } from '../view/paint.ts';
import { reportText } from '../view/report.ts';
import { traceText } from '../view/trace.ts';
import type { ExplainFlags } from './explain.ts';

export function explainMail(bytes: string | Buffer, flags: ExplainFlags, context: Context, surface: Surface): string {
  const report = parse(bytes, { context });
  if (flags.json === true) return jsonLine(report);
  const traces =
    flags.trace === true
      ? report.recipients.map(({ diagnostic }) =>
          diagnostic === null ? '' : traceText(trace(diagnostic, context), surface),
        )
      : [];
  return reportText(report, surface) + traces.join('');
}
