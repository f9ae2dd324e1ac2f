/** A verdict for people: the reply with the deciding words marked, then what it means. */
import { type Evidence, providerText, taxonomy, type Verdict } from '@hearback/bounce';
import { folded } from './folded.ts';
import { type Paint, printable, type Surface, type Tone } from './paint.ts';
import { adviceOf, againText, countsFor, lists, whoseFault } from './words.ts';

const tones: Readonly<Record<Verdict['bounce'], Tone>> = { hard: 'red', soft: 'yellow', none: 'blue' };

export function verdictText(reply: string, verdict: Verdict, { paint, width }: Surface): string {
  const rows: readonly (readonly [string, string])[] = [
    ['means', taxonomy[verdict.reason].definition],
    ['fault', verdict.fault.map((fault) => whoseFault[fault]).join(' or ')],
    ['do', adviceOf(verdict)],
    ['again', againText(verdict)],
    ['counts for', countsFor[verdict.bounce]],
    [
      'said',
      [verdict.code ?? 'no code', verdict.status, verdict.provider && `by ${providerText(verdict.provider)}`]
        .filter(Boolean)
        .join(' · '),
    ],
    ...(verdict.blocklist
      ? ([['listed on', `${verdict.blocklist.name} (${lists[verdict.blocklist.lists]})`]] as const)
      : []),
    ...(verdict.help_url ? ([['help', verdict.help_url]] as const) : []),
    ...(verdict.last_transient ? ([['before', taxonomy[verdict.last_transient].definition]] as const) : []),
    ['rule', verdict.rule],
  ];
  const head = `${paint(tones[verdict.bounce], paint('bold', verdict.bounce === 'none' ? 'NO BOUNCE' : verdict.bounce.toUpperCase()))}  ${paint('bold', verdict.reason)}  ${paint('dim', `${verdict.category}, confidence ${verdict.confidence.toFixed(2)}`)}`;
  return `${head}\n\n${indent(markEvidence(reply.trimEnd(), verdict.evidence, paint))}\n\n${rows.map(([name, value]) => `  ${paint('dim', name.padEnd(11))}${folded(printable(value), width, 13)}`).join('\n')}\n`;
}

/** On a terminal the words stand out; in a pipe they stand between « and ». */
function markEvidence(reply: string, evidence: readonly Evidence[], paint: Paint): string {
  const plain = paint('marked', '') === '';
  let out = '';
  let at = 0;
  for (const { start, end } of [...evidence].sort((a, b) => a.start - b.start)) {
    if (start < at || end > reply.length) continue;
    const words = printable(reply.slice(start, end));
    out += printable(reply.slice(at, start)) + (plain ? `«${words}»` : paint('marked', words));
    at = end;
  }
  return out + printable(clipped(reply.slice(at)));
}

/** Nobody reads a reply longer than this; the verdict was made from its beginning. */
const shown = 4000;
const clipped = (text: string): string =>
  text.length <= shown ? text : `${text.slice(0, shown)}… (${text.length - shown} characters more)`;

const indent = (text: string): string => text.replace(/^/gm, '  ');
