/** What was said: the reply with its deciding words marked, and the mail that it was read from. */
import { useMemo, useState } from 'preact/hooks';
import type { BounceView } from '../../api/shapes.ts';
import { Empty } from '../../parts/loaded.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Reply } from '../../parts/reply.tsx';
import { saveAs } from '../../parts/save.ts';
import { octets } from '../../words/figures.ts';

/** Characters of a mail that are shown; the file has all of it. */
const mostShown = 200_000;

export function Said({ id, view: { event, raw } }: { readonly id: string; readonly view: BounceView }) {
  const evidence = event.verdict?.evidence ?? [];
  return (
    <Panel
      title="What was said"
      meaning={
        evidence.length > 0
          ? 'The marked words decided. Everything is shown as it came.'
          : event.reply === null
            ? 'What was reported, and the mail that reported it.'
            : 'No words of it decided: the code or the stage did.'
      }
      from={{ path: `/v1/bounces/${id}`, cli: `hearback bounces get ${id}` }}
    >
      {event.reply === null ? (
        <Empty title="No mail server answered">
          {event.type === 'feedback_received'
            ? 'The message had arrived; the recipient called it spam, and the receiver passed that on.'
            : 'Nothing was said; the verdict rests on what happened.'}
        </Empty>
      ) : (
        <Reply text={event.reply.text} evidence={evidence} />
      )}
      {raw === null ? null : <Mail id={id} raw={raw} words={evidence.map(({ text }) => text)} />}
    </Panel>
  );
}

interface MailProps {
  readonly id: string;
  /** Base64. */
  readonly raw: string;
  /** What is marked where it stands in the mail too. */
  readonly words: readonly string[];
}

function Mail({ id, raw, words }: MailProps) {
  const [shown, setShown] = useState(false);
  const octetsOfIt = useMemo(() => Uint8Array.from(atob(raw), (char) => char.charCodeAt(0)), [raw]);
  const text = useMemo(() => new TextDecoder().decode(octetsOfIt).slice(0, mostShown), [octetsOfIt]);
  return (
    <div class="stack" style={{ marginTop: '12px' }}>
      <div class="row">
        <button type="button" class="button small" aria-expanded={shown} onClick={() => setShown(!shown)}>
          {shown ? 'Hide the mail' : 'Show the mail it was read from'}
        </button>
        <button
          type="button"
          class="button small"
          onClick={() => saveAs(`${id}.eml`, new Blob([octetsOfIt], { type: 'message/rfc822' }))}
        >
          Save as .eml
        </button>
        <span class="quiet num">{octets(octetsOfIt.length)}</span>
      </div>
      {shown ? <Reply text={text} evidence={placesOf(text, words)} label="Mail" /> : null}
    </div>
  );
}

/** The offsets of evidence are those of the reply; in the mail its words are looked for. */
const placesOf = (text: string, words: readonly string[]) =>
  words.flatMap((word) => {
    const start = word === '' ? -1 : text.indexOf(word);
    return start < 0 ? [] : [{ start, end: start + word.length }];
  });
