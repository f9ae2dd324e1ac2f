/** What was said in SMTP, attempt by attempt: ours to the right arrow, theirs to the left, the reply that decided marked. */
import { useId } from 'preact/hooks';
import type { Dialogue, Happening } from '../../api/shapes.ts';
import { copy } from '../../parts/copy.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Empty } from '../../parts/loaded.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Marked } from '../../parts/reply.tsx';
import { Tag } from '../../parts/tag.tsx';
import { At } from '../../parts/time.tsx';
import { query, setQuery } from '../../router/place.ts';
import { eventTone } from '../../words/event.ts';
import { causeText } from '../../words/verdicts.ts';
import { type Decided, decidedIn, evidenceOn, type Line, linesOf } from './dialogue.ts';

export interface DialoguesProps {
  readonly id: string;
  readonly dialogues: readonly Dialogue[];
  readonly events: readonly Happening[];
}

const nameOf = ({ position, attempt }: Dialogue): string => `${position}.${attempt}`;

export function Dialogues({ id, dialogues, events }: DialoguesProps) {
  const tabs = useId();
  const asked = query.value.get('dialogue');
  const chosen = dialogues.find((each) => nameOf(each) === asked) ?? dialogues.at(-1);
  const choose = (by: number): void => {
    const at = chosen === undefined ? 0 : dialogues.indexOf(chosen);
    const next = dialogues[(at + by + dialogues.length) % dialogues.length];
    if (next === undefined) return;
    setQuery({ dialogue: nameOf(next) }, 'replace');
    document.getElementById(`${tabs}-${nameOf(next)}`)?.focus();
  };
  return (
    <Panel
      title="SMTP dialogue"
      meaning="Word for word what we said and what the receiver answered."
      from={{ path: `/v1/messages/${id}/dialogue`, cli: `hearback message trace ${id}` }}
      flush
    >
      {chosen === undefined ? (
        <Empty title="Nothing was said yet">
          There was no attempt, or dialogues are not kept (<code>delivery.dialogue</code>).
        </Empty>
      ) : (
        <>
          <div class="tabs" role="tablist" aria-label="Attempts">
            {dialogues.map((each) => (
              <button
                key={nameOf(each)}
                id={`${tabs}-${nameOf(each)}`}
                type="button"
                role="tab"
                aria-selected={each === chosen}
                aria-controls={`${tabs}-panel`}
                tabIndex={each === chosen ? 0 : -1}
                onClick={() => setQuery({ dialogue: nameOf(each) }, 'replace')}
                onKeyDown={({ key }) => {
                  if (key === 'ArrowRight') choose(1);
                  else if (key === 'ArrowLeft') choose(-1);
                }}
              >
                Attempt {each.attempt}
                {isShared(each, dialogues) ? ` at ${reachedIn(each, events, dialogues)?.mx?.host ?? 'no server'}` : ''}
                <span class="quiet">
                  <At at={each.at} />
                </span>
              </button>
            ))}
          </div>
          <div id={`${tabs}-panel`} role="tabpanel" aria-labelledby={`${tabs}-${nameOf(chosen)}`}>
            <Said dialogue={chosen} events={events} dialogues={dialogues} />
          </div>
        </>
      )}
    </Panel>
  );
}

interface SaidProps extends Pick<DialoguesProps, 'dialogues' | 'events'> {
  readonly dialogue: Dialogue;
}

function Said({ dialogue, dialogues, events }: SaidProps) {
  const lines = linesOf(dialogue.text);
  const decided = decidedIn(lines, events, dialogue.attempt);
  const first = reachedIn(dialogue, events, dialogues);
  return (
    <>
      <p class="dialogue-head">
        {first?.mx == null ? 'The server is not known' : `${first.mx.host} [${first.mx.address}]`}
        {first?.source_ip == null ? '' : ` from ${first.source_ip}`}
        {first === undefined ? '' : first.tls === null ? ' in plain text' : ` over ${first.tls.split(' ')[0]}`}
        <button
          type="button"
          class="button plain small"
          onClick={() => void copy(dialogue.text, 'Dialogue')}
          aria-label="Copy the dialogue"
        >
          <Icon name="copy" />
          Copy
        </button>
      </p>
      <ol class="dialogue" tabIndex={0} aria-label={`Dialogue of attempt ${dialogue.attempt}`}>
        {lines.map((line, at) => (
          <Spoken key={at} line={line} at={at} decided={decided} />
        ))}
      </ol>
    </>
  );
}

/** An outcome of this very attempt: one whose reply stands in it, one whose recipient is named, the only ones there are. */
function reachedIn(
  dialogue: Dialogue,
  events: readonly Happening[],
  dialogues: readonly Dialogue[],
): Happening | undefined {
  const lines = linesOf(dialogue.text);
  const [decided] = decidedIn(lines, events, dialogue.attempt);
  const reached = events.filter(({ attempt, mx }) => attempt === dialogue.attempt && mx !== null);
  const isNamed = ({ recipient }: Happening): boolean =>
    recipient !== null &&
    lines.some(({ who, text }) => who === 'client' && text.toLowerCase().includes(`<${recipient.toLowerCase()}>`));
  return decided?.event ?? reached.find(isNamed) ?? (isShared(dialogue, dialogues) ? undefined : reached[0]);
}

/** The recipients of one message were tried in several dialogues. */
const isShared = (dialogue: Dialogue, dialogues: readonly Dialogue[]): boolean =>
  dialogues.some((other) => other !== dialogue && other.attempt === dialogue.attempt);

const spoken = { client: ['→', 'we'], server: ['←', 'they'], note: ['·', 'note'] } as const;

function Spoken({
  line: { who, text },
  at,
  decided,
}: {
  readonly line: Line;
  readonly at: number;
  readonly decided: readonly Decided[];
}) {
  const mine = decided.filter(({ from, to }) => from <= at && at < to);
  const [sign, name] = spoken[who];
  return (
    <li data-who={who} data-decided={mine.length > 0 ? '' : undefined}>
      <span aria-hidden="true">{sign}</span>
      <span class="visually-hidden">{name}:</span>
      <code>
        <Marked text={text} evidence={mine.flatMap((each) => evidenceOn(each, at))} />
      </code>
      {mine
        .filter(({ to }) => to === at + 1)
        .map(({ event }) => (
          <a key={event.id} class="why" href={whyOf(event)}>
            <Tag tone={eventTone(event)}>{causeText(event)}</Tag>
            <span class="wrap">{event.recipient}</span>
          </a>
        ))}
    </li>
  );
}

const whyOf = ({ id, type, recipient }: Happening): string =>
  type === 'delivered' ? `/addresses/${encodeURIComponent(recipient ?? '')}` : `/bounces/${encodeURIComponent(id)}`;
