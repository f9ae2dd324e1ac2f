/** Every reading of a reply: the one that won, those that lost, and why. */
import type { Trace } from '@hearback/bounce';
import { folded } from './folded.ts';
import { printable, type Surface } from './paint.ts';

export function traceText({ steps }: Trace, { paint, width }: Surface): string {
  const rows = steps.map(({ step, rule, reason, confidence, won, why, evidence }) => {
    const words = evidence.map(({ text }) => `“${printable(text)}”`).join(' … ');
    const head = `  ${won ? paint('green', '✓') : paint('dim', '·')} ${step.replaceAll('_', ' ').padEnd(16)} ${paint(won ? 'bold' : 'dim', reason.padEnd(26))} ${confidence.toFixed(2)}  ${rule}`;
    return `${head}\n${paint('dim', `    ${folded([words, why].filter(Boolean).join(' – '), width, 4)}`)}`;
  });
  return `\n  ${paint('dim', 'readings, the most believed first')}\n${rows.join('\n')}\n`;
}
