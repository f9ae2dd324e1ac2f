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

/** Ids by how they begin: what each is, and where its page is. */
const named: Readonly<Record<string, readonly [string, string]>> = {
  msg: ['message', '/messages'],
  evt: ['bounce', '/bounces'],
  inc: ['incident', '/incidents'],
};

function choicesFor(text: string): readonly Choice[] {
  const asked = text.trim();
  const found: Choice[] = [];
  // As it is copied: an id out of a log or a Message-ID, an address with its name.
  const [id, kind = ''] = /\b(msg|evt|inc)_[0-9a-f-]{32,36}\b/.exec(asked) ?? [];
  const [what, place] = named[kind] ?? [];
  const address = /^(?:mailto:|[^<>]*<)?([^\s<>@]+@[^\s<>@]+)>?$/i.exec(asked)?.[1];
  if (id !== undefined && what !== undefined) found.push({ name: id, hint: what, go: open(`${place}/${id}`) });
  else if (address !== undefined)
    found.push(
      { name: address, hint: 'address', go: open(`/addresses/${encodeURIComponent(address)}`) },
      { name: `Messages to ${address}`, hint: 'query', go: open(linkTo('/messages', { recipient: address })) },
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
    found.push(
      { name: `Bounces with “${asked}”`, hint: 'query', go: open(linkTo('/bounces', { q: asked })) },
      { name: `Lists with “${asked}” in their name`, hint: 'query', go: open(linkTo('/lists', { name: asked })) },
    );
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
