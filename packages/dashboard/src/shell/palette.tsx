/**
 * ⌘K, Ctrl-K or /: goes anywhere. An address opens its timeline, an id what it names, anything else is looked for in replies;
 * screens and actions by their names.
 */
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { isSimulated } from '../api/session.ts';
import { linkTo, navigate } from '../router/place.ts';
import { inRail } from './rail.tsx';
import { chooseTheme, themes } from './theme.ts';

interface Choice {
  readonly name: string;
  readonly hint: string;
  readonly go: () => void;
}

const open = (to: string) => (): void => navigate(to);

function choicesFor(text: string): readonly Choice[] {
  const asked = text.trim();
  const found: Choice[] = [];
  if (/^msg_[0-9a-f-]{36}$/.test(asked)) found.push({ name: asked, hint: 'message', go: open(`/messages/${asked}`) });
  else if (/^evt_[0-9a-f-]{32,36}$/.test(asked))
    found.push({ name: asked, hint: 'bounce', go: open(`/bounces/${asked}`) });
  else if (/^[^\s@]+@[^\s@]+$/.test(asked))
    found.push(
      { name: asked, hint: 'address', go: open(`/addresses/${encodeURIComponent(asked)}`) },
      { name: `Messages to ${asked}`, hint: 'query', go: open(linkTo('/messages', { recipient: asked })) },
    );
  const screens = inRail(isSimulated.value)
    .filter(({ title }) => title.toLowerCase().includes(asked.toLowerCase()))
    .map(
      ({ title, path, rail }): Choice => ({
        name: title,
        hint: rail.key === undefined ? 'screen' : `g ${rail.key}`,
        go: open(linkTo(path)),
      }),
    );
  const looks = themes
    .map((theme): Choice => ({ name: `Theme: ${theme}`, hint: 'look', go: () => chooseTheme(theme) }))
    .filter(({ name }) => asked !== '' && name.toLowerCase().includes(asked.toLowerCase()));
  found.push(...screens, ...looks);
  if (asked !== '')
    found.push({ name: `Bounces with “${asked}”`, hint: 'query', go: open(linkTo('/bounces', { q: asked })) });
  return found.slice(0, 12);
}

export function Palette({ close }: { readonly close: () => void }) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const choices = choicesFor(text);
  const chosen = Math.min(at, choices.length - 1);
  useEffect(() => dialog.current?.showModal(), []);

  const take = (choice: Choice | undefined): void => {
    if (choice === undefined) return;
    close();
    choice.go();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setAt((chosen + step + choices.length) % Math.max(1, choices.length));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      take(choices[chosen]);
    }
  };
  return (
    <dialog
      ref={dialog}
      class="palette"
      aria-label="Go to"
      onClose={close}
      onClick={(event) => {
        if (event.target === dialog.current) close();
      }}
    >
      <input
        class="input"
        role="combobox"
        aria-expanded="true"
        aria-controls={id}
        aria-activedescendant={`${id}-${chosen}`}
        aria-label="Address, message, reply or screen"
        placeholder="Address, message id, words of a reply, or a screen"
        spellcheck={false}
        autocomplete="off"
        value={text}
        onInput={(event) => {
          setText(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <ul id={id} role="listbox" aria-label="Choices">
        {choices.map((choice, index) => (
          <li
            key={choice.name}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === chosen}
            onClick={() => take(choice)}
            onPointerMove={() => setAt(index)}
          >
            <span>{choice.name}</span>
            <span class="quiet">{choice.hint}</span>
          </li>
        ))}
      </ul>
    </dialog>
  );
}
