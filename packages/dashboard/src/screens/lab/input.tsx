/** What is read: pasted, dropped as a file or chosen; and what is known besides: who spoke, and at which stage. */
import { type Stage, stages } from '@hearback/bounce';
import { useState } from 'preact/hooks';
import { Panel } from '../../parts/panel.tsx';
import { say } from '../../parts/toast.tsx';
import { octets } from '../../words/figures.ts';
import { type Given, isMail, largest, stageOf } from './reading.ts';

export interface InputProps {
  readonly given: Given;
  readonly change: (given: Given) => void;
}

const stageText: Readonly<Record<Stage, string>> = {
  connect: 'greeting',
  ehlo: 'EHLO',
  starttls: 'STARTTLS',
  auth: 'AUTH',
  mail: 'MAIL FROM',
  rcpt: 'RCPT TO',
  data: 'DATA',
  body: 'after the message',
  rset: 'RSET',
  quit: 'QUIT',
};

export function Input({ given, change }: InputProps) {
  const [isOver, setOver] = useState(false);
  const take = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    if (file.size > largest) {
      say(`${file.name} has ${octets(file.size)}: more than ${octets(largest)} are not read`);
      return;
    }
    // One character an octet, as they came: the library finds the charset itself.
    const bytes = new Uint8Array(await file.arrayBuffer());
    change({ text: new TextDecoder().decode(bytes), mx: '', stage: null });
  };
  const mail = isMail(given.text);
  return (
    <Panel title="What came back" meaning="A reply of a mail server, or a whole mail as it came, with its header.">
      <div
        class="stack"
        data-over={isOver}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          void take(event.dataTransfer?.files[0]);
        }}
      >
        <label class="field">
          <span>Reply or mail</span>
          <textarea
            class="input"
            rows={mail ? 18 : 8}
            spellcheck={false}
            placeholder="550 5.1.1 …"
            value={given.text}
            onInput={(event) => change({ ...given, text: event.currentTarget.value })}
          />
        </label>
        <label class="field">
          <span>Or a file (.eml), dropped or chosen</span>
          <input
            class="input"
            type="file"
            accept=".eml,.txt,.msg,message/rfc822,text/plain"
            onChange={(event) => void take(event.currentTarget.files?.[0])}
          />
        </label>
        {mail ? (
          <p class="quiet">Read as a mail: host and stage are in it.</p>
        ) : (
          <Known given={given} change={change} />
        )}
      </div>
    </Panel>
  );
}

function Known({ given, change }: InputProps) {
  return (
    <div class="pair">
      <label class="field">
        <span>MX host that spoke</span>
        <input
          class="input"
          type="text"
          spellcheck={false}
          autocomplete="off"
          placeholder="mx.example.org"
          value={given.mx}
          onInput={(event) => change({ ...given, mx: event.currentTarget.value })}
        />
        <small>Names the provider; the recipient’s domain does not.</small>
      </label>
      <label class="field">
        <span>Stage</span>
        <select
          class="input"
          value={given.stage ?? ''}
          onChange={(event) => change({ ...given, stage: stageOf(event.currentTarget.value) })}
        >
          <option value="">not known</option>
          {stages.map((stage) => (
            <option key={stage} value={stage}>
              {stageText[stage]}
            </option>
          ))}
        </select>
        <small>Where in the dialogue it was said.</small>
      </label>
    </div>
  );
}
