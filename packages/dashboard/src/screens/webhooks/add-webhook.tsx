/** A new webhook: where, of what; its secret is shown once. */
import { useState } from 'preact/hooks';
import { answer, api } from '../../api/client.ts';
import { Ask } from '../../parts/ask.tsx';
import { Field } from '../../parts/field.tsx';
import { type PublicationType, publicationTypes } from './publication-types.ts';

export interface AddWebhookProps {
  readonly close: () => void;
  readonly added: (secret: string) => void;
}

export function AddWebhook({ close, added }: AddWebhookProps) {
  const [url, setUrl] = useState('');
  const [description, setDescription] = useState('');
  const [types, setTypes] = useState<readonly PublicationType[]>([]);
  return (
    <Ask
      title="Add a webhook"
      verb="Add"
      ready={URL.canParse(url)}
      close={close}
      act={async () => {
        const body = { url, description, types: [...types] };
        added((await answer(api.POST('/v1/webhooks', { body }))).secret);
      }}
    >
      <Field label="Address" note="https; private networks only when the configuration allows them">
        {(id) => (
          <input
            id={id}
            class="input mono"
            type="url"
            placeholder="https://app.example.com/hearback"
            value={url}
            onInput={(event) => setUrl(event.currentTarget.value)}
          />
        )}
      </Field>
      <Field label="What for" note="For people; may be empty">
        {(id) => (
          <input
            id={id}
            class="input"
            value={description}
            maxLength={200}
            onInput={(event) => setDescription(event.currentTarget.value)}
          />
        )}
      </Field>
      <fieldset class="choices">
        <legend>Told of {types.length === 0 ? 'everything' : `${types.length} of ${publicationTypes.length}`}</legend>
        {publicationTypes.map((type) => (
          <label key={type}>
            <input
              type="checkbox"
              checked={types.includes(type)}
              onChange={({ currentTarget: { checked } }) =>
                setTypes(checked ? [...types, type] : types.filter((each) => each !== type))
              }
            />
            {type}
          </label>
        ))}
      </fieldset>
    </Ask>
  );
}
