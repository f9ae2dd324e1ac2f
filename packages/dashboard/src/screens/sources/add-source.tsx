/** Adds a source: what is asked depends on its kind. Files are for the operator's machine, which gets a command to run. */
import { useState } from 'preact/hooks';
import { answer, api } from '../../api/client.ts';
import { may } from '../../api/session.ts';
import { Ask } from '../../parts/ask.tsx';
import { copy } from '../../parts/copy.tsx';
import { Choice, Field } from '../../parts/field.tsx';
import { say } from '../../parts/toast.tsx';
import { type Answers, commandOf, type Kind, kinds, type Question, questionsOf, sourceOf } from './new-source.ts';

export function AddSource({ close, added }: { readonly close: () => void; readonly added: () => void }) {
  const [kind, setKind] = useState<Kind>('imap');
  const [answers, setAnswers] = useState<Answers>({});
  const source = sourceOf(kind, answers);
  const isFile = (kind === 'log' || kind === 'maildir') && !may('operator');
  const command = source === null || !isFile ? null : commandOf(source);
  return (
    <Ask
      title="Add a source"
      verb={isFile ? 'Copy the command' : 'Add and follow it'}
      ready={source !== null}
      close={close}
      act={async () => {
        if (source === null) return;
        if (command !== null) return copy(command, 'The command');
        const { name } = await answer(api.POST('/v1/sources', { body: source }));
        say(`${name} is followed from now on`);
        added();
      }}
    >
      <Choice
        label="Kind"
        value={kind}
        options={kinds}
        choose={(chosen) => setKind(kinds.find(([each]) => each === chosen)?.[0] ?? 'imap')}
      />
      {questionsOf(kind, answers).map((question) => (
        <Asked
          key={`${kind} ${question.name}`}
          question={question}
          value={answers[question.name] ?? ''}
          give={(value) => setAnswers({ ...answers, [question.name]: value })}
        />
      ))}
      {isFile ? (
        <p class="quiet">
          Only who is at the server’s machine may name its files: run there{' '}
          <code class="wrap">{command ?? `hearback source add ${kind} NAME PATH`}</code>
        </p>
      ) : null}
    </Ask>
  );
}

interface AskedProps {
  readonly question: Question;
  readonly value: string;
  readonly give: (value: string) => void;
}

function Asked({ question: { label, note, secret = false, options }, value, give }: AskedProps) {
  if (options !== undefined)
    return <Choice label={label} value={value || (options[0]?.[0] ?? '')} options={options} choose={give} />;
  return (
    <Field label={label} {...(note === undefined ? {} : { note })}>
      {(id) => {
        const common = {
          ...{ id, class: 'input', autocomplete: 'off', spellcheck: false, maxLength: 1000, value },
          onInput: (event: { readonly currentTarget: HTMLInputElement }) => give(event.currentTarget.value),
        } as const;
        return secret ? <input {...common} type="password" /> : <input {...common} type="text" />;
      }}
    </Field>
  );
}
