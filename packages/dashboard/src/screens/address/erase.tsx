/** Erases what is known of an address; the address is typed in, for it cannot be undone. */
import { useState } from 'preact/hooks';
import { answer, api } from '../../api/client.ts';
import { Ask } from '../../parts/ask.tsx';
import { say } from '../../parts/toast.tsx';
import { count } from '../../words/figures.ts';

export interface EraseProps {
  readonly address: string;
  readonly done: () => void;
}

export function Erase({ address, done }: EraseProps) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" class="button danger" onClick={() => setOpen(true)}>
        Erase…
      </button>
      {open ? (
        <Ask
          title={`Erase ${address}?`}
          verb="Erase"
          danger
          typed={address}
          close={() => setOpen(false)}
          act={async () => {
            const erased = await answer(api.DELETE('/v1/addresses/{address}', { params: { path: { address } } }));
            const { events, cancelled, being_sent: sending, kept_unmailed: kept } = erased;
            say(
              [
                `${count(events)} events erased, ${count(cancelled)} waiting messages cancelled.`,
                sending > 0 ? `${count(sending)} are being sent right now: erase again when they are not.` : '',
                kept ? 'It stays suppressed, by its hash alone.' : '',
              ]
                .filter((sentence) => sentence !== '')
                .join(' '),
            );
            done();
          }}
        >
          <p>
            All events about it, the mails they were read from and its suppression entries are deleted; SMTP dialogues
            lose its name; what waits for it is cancelled. What was counted stays counted, without a name. Where it must
            not be mailed, a keyed hash keeps it so. This cannot be undone.
          </p>
        </Ask>
      ) : null}
    </>
  );
}
