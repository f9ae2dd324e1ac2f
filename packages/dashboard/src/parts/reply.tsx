/** What a server said, or what is written in a mail, with the words marked that decided. Text only, whatever is in it. */
import { piecesOf } from '../words/pieces.ts';

export interface ReplyProps {
  readonly text: string;
  readonly evidence?: readonly { readonly start: number; readonly end: number }[];
  readonly label?: string;
}

export function Reply({ text, evidence = [], label }: ReplyProps) {
  return (
    <pre class="reply" tabIndex={0} role="group" aria-label={label ?? 'Reply'}>
      <Marked text={text} evidence={evidence} />
    </pre>
  );
}

export function Marked({ text, evidence }: Required<Pick<ReplyProps, 'text' | 'evidence'>>) {
  return (
    <>
      {piecesOf(text, evidence).map(({ text: part, marked }, index) =>
        marked ? (
          <mark key={index} title="These words decided">
            {part}
          </mark>
        ) : (
          part
        ),
      )}
    </>
  );
}
