/** What became of a message; each opens those of its recipients that it is about. */
import type { Message } from '../api/shapes.ts';
import { outcomeParts, outcomes as words } from '../words/outcomes.ts';
import { Tag } from './tag.tsx';

export interface OutcomesProps {
  /** Null: the message has no page. */
  readonly id: string | null;
  readonly outcomes: Message['outcomes'];
  readonly recipients: number;
}

export function Outcomes({ id, outcomes, recipients }: OutcomesProps) {
  const parts = outcomeParts(outcomes, recipients);
  if (parts.length === 0) return <Tag tone="none">not known</Tag>;
  return (
    <ul class="outcomes">
      {parts.map(({ outcome, tone, text }) => (
        <li key={outcome} title={words[outcome][2]}>
          {id === null || recipients === 1 ? (
            <Tag tone={tone}>{text}</Tag>
          ) : (
            <a href={`/messages/${encodeURIComponent(id)}?state=${outcome}`}>
              <Tag tone={tone}>{text}</Tag>
            </a>
          )}
        </li>
      ))}
    </ul>
  );
}
