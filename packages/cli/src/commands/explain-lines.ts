/** `hearback explain --jsonl`: a verdict for every line, in order, in constant memory. */
import { type Context, explain, type Stage } from '@hearback/bounce';
import { linesOf } from '../input/text.ts';
import { exitCodes, type Io } from '../io.ts';

interface Question {
  readonly reply: string;
  readonly mx?: string | undefined;
  readonly stage?: Stage | undefined;
}

/** A line that is no question is answered with a `problem` in its place; the exit code then says "bad data". */
export async function explainLines(io: Io, context: Context): Promise<void> {
  let number = 0;
  for await (const line of linesOf(io.stdin)) {
    number++;
    if (line.trim() === '') continue;
    const question = questionIn(line);
    if (question === null) {
      io.stdout.write(`${JSON.stringify({ reply: null, problem: `line ${number} is no object with a "reply"` })}\n`);
      io.exit(exitCodes.badData);
      continue;
    }
    const { reply, mx = context.mx, stage = context.stage } = question;
    io.stdout.write(`${JSON.stringify({ reply, verdict: explain(reply, { ...context, mx, stage }) })}\n`);
  }
}

function questionIn(line: string): Question | null {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value !== 'object' || value === null || !('reply' in value) || typeof value.reply !== 'string')
      return null;
    const mx = 'mx' in value && typeof value.mx === 'string' ? value.mx : undefined;
    const stage = 'stage' in value && typeof value.stage === 'string' ? (value.stage as Stage) : undefined;
    return { reply: value.reply, mx, stage };
  } catch {
    return null;
  }
}
