/** Views of the bounces that somebody saved: go there, save this one, forget one. Kept in this browser. */
import { useState } from 'preact/hooks';
import { Ask } from '../../parts/ask.tsx';
import { Field } from '../../parts/field.tsx';
import { Menu } from '../../parts/menu.tsx';
import { say } from '../../parts/toast.tsx';
import { viewsOf } from '../../parts/views.ts';
import { query } from '../../router/place.ts';

const { views, save, remove } = viewsOf('bounces');

/** What makes a view: not the page of it, and not what is open. */
function current(): string {
  const search = new URLSearchParams(query.value);
  for (const name of ['after', 'open']) search.delete(name);
  return search.toString();
}

export function SavedViews() {
  const [saving, setSaving] = useState(false);
  const [name, setName] = useState('');
  const here = current();
  const known = views.value.find(({ search }) => search === here);
  return (
    <>
      <Menu label="Saved views" text={known?.name ?? 'Views'} icon="star">
        {views.value.map((view) => (
          <a key={view.name} href={`/bounces?${view.search}`} aria-current={view === known ? 'true' : undefined}>
            {view.name}
          </a>
        ))}
        <button type="button" onClick={() => setSaving(true)}>
          Save this view…
        </button>
        {known === undefined ? null : (
          <button
            type="button"
            onClick={() => {
              remove(known.name);
              say(`${known.name} is forgotten`, () => save(known.name, known.search));
            }}
          >
            Forget {known.name}
          </button>
        )}
      </Menu>
      {saving ? (
        <Ask
          title="Save this view"
          verb="Save"
          ready={name.trim() !== ''}
          close={() => setSaving(false)}
          act={async () => {
            save(name.trim(), here);
            say(`${name.trim()} is saved in this browser`);
            setName('');
          }}
        >
          <p>Query and window are kept under a name, in this browser. One of the same name is replaced.</p>
          <Field label="Name">
            {(id) => (
              <input
                id={id}
                class="input"
                maxLength={60}
                autocomplete="off"
                value={name}
                onInput={(event) => setName(event.currentTarget.value)}
              />
            )}
          </Field>
        </Ask>
      ) : null}
    </>
  );
}
