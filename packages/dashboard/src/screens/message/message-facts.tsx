/** What is known of the message besides what happened to it, and the message itself while it is kept. */
import { useState } from 'preact/hooks';
import { answer, api } from '../../api/client.ts';
import type { MessageView } from '../../api/shapes.ts';
import { useDoing } from '../../parts/doing.ts';
import { Facts } from '../../parts/facts.tsx';
import { Trouble } from '../../parts/loaded.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Reply } from '../../parts/reply.tsx';
import { saveAs } from '../../parts/save.ts';
import { linkTo } from '../../router/place.ts';
import { octets } from '../../words/figures.ts';

/** Characters that are shown; the file has all. */
const mostShown = 200_000;

export function MessageFacts({ message }: { readonly message: MessageView }) {
  const { id, sender, stream, list, campaign, tags, origin, submitter, size, message_id: header, source } = message;
  const same = (name: string, value: string | null) =>
    value === null ? null : <a href={linkTo('/messages', { [name]: value })}>{value}</a>;
  return (
    <Panel title="Message">
      <Facts
        facts={[
          ['id', <code>{id}</code>],
          ['Message-ID', header === null ? null : <code>{header}</code>],
          ['sender', sender === '' ? '<> (a notice)' : same('sender', sender)],
          ['stream', same('stream', stream)],
          ['list', same('list', list)],
          ['campaign', same('campaign', campaign)],
          ['tags', tags.length === 0 ? null : tags.join(', ')],
          ['size', size === null ? null : octets(size)],
          ['handed in', origin === null ? null : submitter === null ? `by ${origin}` : `by ${submitter}, ${origin}`],
          ['sent from', source],
        ]}
      />
      <Raw id={id} />
    </Panel>
  );
}

function Raw({ id }: { readonly id: string }) {
  const [raw, setRaw] = useState<Blob | null>(null);
  const [text, setText] = useState<string | null>(null);
  const { busy, problem, run } = useDoing();
  const load = (): Promise<boolean> =>
    run(async () => {
      const found = await answer(api.GET('/v1/messages/{id}/raw', { params: { path: { id } }, parseAs: 'blob' }));
      // The description says "string"; parsed as a blob it is one.
      const blob = found as unknown as Blob;
      setRaw(blob);
      setText((await blob.slice(0, mostShown).text()).slice(0, mostShown));
    });
  return (
    <div class="stack" style={{ marginTop: '12px' }}>
      {problem === null ? null : <Trouble problem={problem} title="The message itself cannot be shown" />}
      <div class="row">
        <button
          type="button"
          class="button small"
          disabled={busy}
          aria-expanded={text !== null}
          onClick={() => (text === null ? void load() : setText(null))}
        >
          {text === null ? 'Show the message itself' : 'Hide the message'}
        </button>
        {raw === null ? null : (
          <button type="button" class="button small" onClick={() => saveAs(`${id}.eml`, raw)}>
            Save as .eml
          </button>
        )}
      </div>
      {text === null ? null : <Reply text={text} label="The message" />}
    </div>
  );
}
