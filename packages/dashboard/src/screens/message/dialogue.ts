/**
 * The SMTP dialogue of an attempt, line by line, and where in it the replies stand that decided. The server keeps it as text:
 * "C: ", "S: " or "-: " and the line.
 */
import type { Happening } from '../../api/shapes.ts';

export interface Line {
  readonly who: 'client' | 'server' | 'note';
  readonly text: string;
}

const speakers = { 'C: ': 'client', 'S: ': 'server', '-: ': 'note' } as const;

export function linesOf(dialogue: string): readonly Line[] {
  return dialogue
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const who = speakers[line.slice(0, 3) as keyof typeof speakers];
      return who === undefined ? { who: 'note', text: line } : { who, text: line.slice(3) };
    });
}

export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Decided {
  readonly event: Happening;
  /** Lines of the dialogue: the first, and the one behind the last. */
  readonly from: number;
  readonly to: number;
}

const outcomes: readonly string[] = ['delivered', 'deferred', 'bounced', 'expired'];

/** The outcomes of this attempt whose reply stands in the dialogue. Equal replies are given out in their order. */
export function decidedIn(lines: readonly Line[], events: readonly Happening[], attempt: number): readonly Decided[] {
  const taken = new Set<number>();
  return events.flatMap((event) => {
    if (event.attempt !== attempt || !outcomes.includes(event.type) || event.reply === null) return [];
    const reply = event.reply.text.split('\n').map(plain);
    const from = placeOf(lines, reply, taken, event.type === 'delivered');
    if (from === null) return [];
    taken.add(from);
    return [{ event, from, to: from + reply.length }];
  });
}

/** A delivery is the last such reply, a failure the first that nobody has claimed; one reply may be the answer to several. */
function placeOf(
  lines: readonly Line[],
  reply: readonly string[],
  taken: ReadonlySet<number>,
  last: boolean,
): number | null {
  const places = lines.flatMap((_, at) =>
    reply.every((text, index) => {
      const line = lines[at + index];
      return line?.who === 'server' && plain(line.text) === text;
    })
      ? [at]
      : [],
  );
  if (last) return places.at(-1) ?? null;
  return places.find((at) => !taken.has(at)) ?? places[0] ?? null;
}

const plain = (text: string): string => text.trim();

/** The words of the reply that decided, as they lie on one of its lines. */
export function evidenceOn({ event, from }: Decided, line: number): readonly Span[] {
  const texts = event.reply?.text.split('\n') ?? [];
  const start = texts.slice(0, line - from).reduce((sum, text) => sum + text.length + 1, 0);
  const length = texts[line - from]?.length ?? 0;
  return (event.verdict?.evidence ?? []).flatMap((span) => {
    const piece = { start: Math.max(0, span.start - start), end: Math.min(length, span.end - start) };
    return piece.start < piece.end ? [piece] : [];
  });
}
