/** A text with the words marked that decided. Spans are offsets (UTF-16 units) into the text; they may overlap. */

export interface Span {
  readonly start: number;
  readonly end: number;
}

export function Marked({ text, spans }: { readonly text: string; readonly spans: readonly Span[] }) {
  return (
    <pre class="reply">
      {piecesOf(text, spans).map(({ start, words, isMarked }) =>
        isMarked ? <mark key={start}>{words}</mark> : <span key={start}>{words}</span>,
      )}
    </pre>
  );
}

export interface Piece {
  readonly start: number;
  readonly words: string;
  readonly isMarked: boolean;
}

export function piecesOf(text: string, spans: readonly Span[]): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  const add = (end: number, isMarked: boolean): void => {
    if (end > at) pieces.push({ start: at, words: text.slice(at, end), isMarked });
    at = Math.max(at, end);
  };
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start)) {
    add(Math.min(start, text.length), false);
    add(Math.min(end, text.length), true);
  }
  add(text.length, false);
  return pieces;
}
