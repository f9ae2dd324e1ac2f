/**
 * Asks before something is done: what it does, why (kept with it), and for what cannot be undone a word to type. Closes itself
 * when it is done; says what went wrong when it is not.
 */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Dialog } from './dialog.tsx';
import { useDoing } from './doing.ts';
import { Field } from './field.tsx';
import { Trouble } from './loaded.tsx';

export interface AskProps {
  readonly title: string;
  /** On the button: the verb. */
  readonly verb: string;
  readonly danger?: boolean;
  /** A reason is asked for; `required`: not done without. */
  readonly why?: 'required' | 'welcome';
  /** To be typed before it can be done. */
  readonly typed?: string;
  /** False: something else that is asked for in `children` is missing. */
  readonly ready?: boolean;
  readonly act: (why: string) => Promise<unknown>;
  readonly close: () => void;
  readonly children?: ComponentChildren;
}

export function Ask({ title, verb, danger = false, why, typed, ready = true, act, close, children }: AskProps) {
  const [because, setBecause] = useState('');
  const [word, setWord] = useState('');
  const { busy, problem, run } = useDoing();
  const isReady =
    ready && !busy && (why !== 'required' || because.trim() !== '') && (typed === undefined || word === typed);
  return (
    <Dialog title={title} close={close}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (!isReady) return;
          void run(() => act(because.trim())).then((done) => {
            if (done) close();
          });
        }}
      >
        {children}
        {why === undefined ? null : (
          <Field label={why === 'required' ? 'Why (required)' : 'Why'} note="Kept in the record of what was done.">
            {(id) => (
              <input
                id={id}
                class="input"
                required={why === 'required'}
                maxLength={500}
                value={because}
                onInput={(event) => setBecause(event.currentTarget.value)}
              />
            )}
          </Field>
        )}
        {typed === undefined ? null : (
          <Field label={`Type ${typed} to go on`}>
            {(id) => (
              <input
                id={id}
                class="input"
                spellcheck={false}
                autocomplete="off"
                value={word}
                onInput={(event) => setWord(event.currentTarget.value)}
              />
            )}
          </Field>
        )}
        {problem === null ? null : <Trouble problem={problem} title="This was not done" />}
        <div class="end">
          <button type="button" class="button" onClick={close}>
            {/* Two buttons of one name would say nothing. */}
            {verb === 'Cancel' ? 'Leave it' : 'Cancel'}
          </button>
          <button type="submit" class={`button ${danger ? 'danger' : 'main-action'}`} disabled={!isReady}>
            {busy ? 'Working…' : verb}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
