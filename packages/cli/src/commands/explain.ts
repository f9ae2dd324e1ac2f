/** `hearback explain`: one reply or one mail, what it means and why. */
import { existsSync, readFileSync } from 'node:fs';
import { type Context, explain, parse, type Stage, trace } from '@hearback/bounce';
import { looksLikeMail, readAll } from '../input/text.ts';
import { exitCodes, type Io, wantsColour } from '../io.ts';
import { type Paint, painter } from '../view/paint.ts';
import { reportText } from '../view/report.ts';
import { traceText } from '../view/trace.ts';
import { verdictText } from '../view/verdict.ts';
import { explainLines } from './explain-lines.ts';
import { reportFailure } from './failure.ts';
import { loadOwnRules } from './own-rules.ts';

export interface ExplainFlags {
  readonly json?: boolean;
  readonly jsonl?: boolean;
  readonly trace?: boolean;
  readonly mx?: string;
  readonly stage?: Stage;
  readonly rules?: string;
}

export async function explainCommand(this: Io, flags: ExplainFlags, ...words: string[]): Promise<void> {
  const own = flags.rules === undefined ? undefined : loadOwnRules(this, flags.rules)?.compiled;
  if (own === undefined && flags.rules !== undefined) return;
  const context: Context = { mx: flags.mx, stage: flags.stage, rules: own };
  if (flags.jsonl === true) return explainLines(this, context);

  const bytes = await readInput(this, words);
  if (bytes === null) return;
  const text = typeof bytes === 'string' ? bytes : bytes.toString('utf8');
  if (text.trim() === '') {
    this.stderr.write(
      "hearback: nothing to explain; give a reply such as '550 5.1.1 User unknown', a file, or - for standard input\n",
    );
    this.exit(exitCodes.noInput);
    return;
  }
  const paint = painter(wantsColour(this.stdout, this.env));
  const mail = looksLikeMail(text);
  this.stdout.write(mail ? explainMail(bytes, flags, context, paint) : explainReply(text, flags, context, paint));
}

function explainReply(text: string, flags: ExplainFlags, context: Context, paint: Paint): string {
  const reply = text.trimEnd();
  if (flags.trace === true) {
    const steps = trace(reply, context);
    return flags.json === true
      ? line({ reply, ...steps })
      : verdictText(reply, steps.verdict, paint) + traceText(steps, paint);
  }
  const verdict = explain(reply, context);
  return flags.json === true ? line({ reply, verdict }) : verdictText(reply, verdict, paint);
}

function explainMail(bytes: string | Buffer, flags: ExplainFlags, context: Context, paint: Paint): string {
  const report = parse(bytes);
  if (flags.json === true) return line(report);
  const traces =
    flags.trace === true
      ? report.recipients.map(({ diagnostic }) =>
          diagnostic === null ? '' : traceText(trace(diagnostic, context), paint),
        )
      : [];
  return reportText(report, paint) + traces.join('');
}

/** Words of the command line, a file's bytes, or standard input; null when it cannot be read (the user has been told). */
async function readInput(io: Io, words: readonly string[]): Promise<string | Buffer | null> {
  const only = words.length === 1 ? words[0] : undefined;
  if (only === '-' || (words.length === 0 && io.stdin.isTTY !== true)) return readAll(io.stdin);
  if (only === undefined || !existsSync(only)) return words.join(' ');
  try {
    return readFileSync(only);
  } catch (error) {
    io.exit(reportFailure(io, only, error));
    return null;
  }
}

const line = (value: unknown): string => `${JSON.stringify(value)}\n`;
