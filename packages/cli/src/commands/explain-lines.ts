/** `hearback explain --jsonl`: a verdict for every line, in order, in constant memory. */
import { createReadStream } from 'node:fs';
import { type Context, explain, type Stage, stages } from '@hearback/bounce';
import { linesOf } from '../input/text.ts';
import { exitCodes, type Io, jsonLine, written } from '../io.ts';
import { reportFailure } from './failure.ts';

interface Question {
  readonly reply: string;
  readonly mx?: string | undefined;
  readonly stage?: Stage | undefined;
}

/** In words, behind the number of the line. */
interface Problem {
  readonly reply: string | null;
  readonly problem: string;
}

/**
 * `path` is a file, or "-" for standard input. A line that is no question is answered with a `problem` in its place;
 * the exit code then says "bad data".
 */
export async function explainLines(io: Io, path: string, context: Context): Promise<void> {
  let number = 0;
  try {
    for await (const line of linesOf(path === '-' ? io.stdin : createReadStream(path))) {
      number++;
      if (line.trim() !== '') await written(io.stdout, jsonLine(answer(io, line, number, context)));
    }
  } catch (error) {
    io.exit(reportFailure(io, path, error));
  }
}

function answer(io: Io, line: string, number: number, context: Context): object {
  const question = questionIn(line);
  if ('problem' in question) {
    io.exit(exitCodes.badData);
    return { reply: question.reply, problem: `line ${number} ${question.problem}` };
  }
  const { reply, mx = context.mx, stage = context.stage } = question;
  return { reply, verdict: explain(reply, { ...context, mx, stage }) };
}

function questionIn(line: string): Question | Problem {
  const value = objectIn(line);
  if (value === null || !('reply' in value) || typeof value.reply !== 'string')
    return { reply: null, problem: 'is no object with a "reply"' };
  const { reply } = value;
  const mx = 'mx' in value && typeof value.mx === 'string' ? value.mx : undefined;
  const named = 'stage' in value ? (value.stage ?? undefined) : undefined;
  const stage = stages.find((stage) => stage === named);
  if (stage === named) return { reply, mx, stage };
  return { reply, problem: `has a "stage" that is none of ${stages.join(', ')}` };
}

function objectIn(line: string): object | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' ? value : null;
  } catch {
    return null;
  }
}
