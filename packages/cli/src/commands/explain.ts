/** `hearback explain`: one reply or one mail, what it means and why. */
import { existsSync, readFileSync } from 'node:fs';
import { type Context, explain, type Stage, trace } from '@hearback/bounce';
import { looksLikeMail, readAll } from '../input/text.ts';
import { exitCodes, type Io, jsonLine, wantsColour } from '../io.ts';
import { painter, type Surface } from '../view/paint.ts';
import { traceText } from '../view/trace.ts';
import { verdictText } from '../view/verdict.ts';
import { reportFailure } from './failure.ts';

export interface ExplainFlags {
  readonly json?: boolean;
  readonly jsonl?: boolean;
  readonly trace?: boolean;
  readonly mx?: string;
  readonly stage?: Stage;
  readonly rules?: string;
}

export async function explainCommand(this: Io, flags: ExplainFlags, ...words: string[]): Promise<void> {
  const own =
    flags.rules === undefined ? undefined : (await import('./own-rules.ts')).loadOwnRules(this, flags.rules)?.compiled;
  if (own === undefined && flags.rules !== undefined) return;
  const context: Context = { mx: flags.mx, stage: flags.stage, rules: own };
  if (flags.jsonl === true) return (await import('./explain-lines.ts')).explainLines(this, words[0] ?? '-', context);

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
  const mail = looksLikeMail(text);
  if (!mail && text.includes('\0')) {
    this.stderr.write('hearback: neither a reply nor a mail: the text has NUL bytes\n');
    this.exit(exitCodes.badData);
    return;
  }
  // Some pseudo terminals say 0.
  const width = this.stdout.columns || Number.POSITIVE_INFINITY;
  const surface: Surface = { paint: painter(wantsColour(this.stdout, this.env)), width };
  if (!mail) this.stdout.write(explainReply(text, flags, context, surface));
  // What reads mails is as large as what reads replies, and most questions are replies.
  else this.stdout.write((await import('./explain-mail.ts')).explainMail(bytes, flags, context, surface));
}

function explainReply(text: string, flags: ExplainFlags, context: Context, surface: Surface): string {
  const reply = text.trimEnd();
  if (flags.trace === true) {
    const steps = trace(reply, context);
    return flags.json === true
      ? jsonLine({ reply, ...steps })
      : verdictText(reply, steps.verdict, surface) + traceText(steps, surface);
  }
  const verdict = explain(reply, context);
  return flags.json === true ? jsonLine({ reply, verdict }) : verdictText(reply, verdict, surface);
}

/** A mistyped path is better called missing than explained as a reply. */
const looksLikePath = (word: string): boolean =>
  /^[^\s@]*[/.](?:eml|msg|txt|mbox|log|json|jsonl)$|^(?:\.{0,2}|~)\//.test(word);

/** Words of the command line, a file's bytes, or standard input; null when it cannot be read (the user has been told). */
async function readInput(io: Io, words: readonly string[]): Promise<string | Buffer | null> {
  const only = words.length === 1 ? words[0] : undefined;
  if (only === '-' || (words.length === 0 && io.stdin.isTTY !== true)) return readAll(io.stdin);
  if (only === undefined || !(existsSync(only) || looksLikePath(only))) return words.join(' ');
  try {
    return readFileSync(only);
  } catch (error) {
    io.exit(reportFailure(io, only, error));
    return null;
  }
}
