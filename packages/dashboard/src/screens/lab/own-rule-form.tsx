/** A rule of one's own: written, seen at work at once, tried on the past, saved with its example. */
import { reasons, stages } from '@hearback/bounce';
import { useState } from 'preact/hooks';
import { answer, api } from '../../api/client.ts';
import { may } from '../../api/session.ts';
import { useDoing } from '../../parts/doing.ts';
import { Choice, Field } from '../../parts/field.tsx';
import { Trouble } from '../../parts/loaded.tsx';
import { Panel } from '../../parts/panel.tsx';
import { say } from '../../parts/toast.tsx';
import { reasonText } from '../../words/verdicts.ts';
import { DiffPanel, type RulesDiff } from './diff-panel.tsx';
import { bodyOf, type Checked, type Draft, stageChoices } from './own-rule.ts';

export interface OwnRuleFormProps {
  readonly draft: Draft;
  readonly checked: Checked;
  readonly change: (draft: Draft) => void;
  readonly close: () => void;
  readonly saved: () => void;
}

const reasonChoices = reasons.map((reason) => [reason, reasonText(reason)] as const);

export function OwnRuleForm({ draft, checked, change, close, saved }: OwnRuleFormProps) {
  const { busy, problem, run } = useDoing();
  const [diff, setDiff] = useState<RulesDiff | null>(null);
  const isRight = checked.problems.length === 0;
  const set = (changes: Partial<Draft>): void => {
    setDiff(null);
    change({ ...draft, ...changes });
  };
  const test = (): Promise<boolean> =>
    run(async () => {
      setDiff(await answer(api.POST('/v1/rules/diff', { body: { rules: [{ name: draft.name, ...bodyOf(draft) }] } })));
    });
  const save = (): Promise<boolean> =>
    run(async () => {
      const path = { name: draft.name };
      const { takes } = await answer(api.PUT('/v1/own-rules/{name}', { params: { path }, body: bodyOf(draft) }));
      say(
        takes.length === 0
          ? `own/${draft.name} is saved`
          : `own/${draft.name} is saved; it speaks before ${takes.length} shipped examples`,
      );
      saved();
    });
  return (
    <>
      <Panel
        title="Write a rule"
        meaning="Yours speak before all others. What you see above is read with this one already."
        actions={
          <button type="button" class="button plain small" onClick={close}>
            Give up
          </button>
        }
      >
        <form
          class="stack"
          aria-label="Own rule"
          onSubmit={(event) => {
            event.preventDefault();
            if (isRight && may('rules:write')) void save();
          }}
        >
          <Fields draft={draft} set={set} />
          <Lint problems={checked.problems} />
          {problem === null ? null : <Trouble problem={problem} title="This was not done" />}
          <div class="row">
            <button type="button" class="button" disabled={busy || !isRight} onClick={() => void test()}>
              {busy ? 'Working…' : 'Test against history'}
            </button>
            {may('rules:write') ? (
              <button type="submit" class="button main-action" disabled={busy || !isRight}>
                Save with its example
              </button>
            ) : (
              <span class="quiet">Your session may not save rules (scope rules:write).</span>
            )}
          </div>
        </form>
      </Panel>
      {diff === null ? null : <DiffPanel diff={diff} />}
    </>
  );
}

function Lint({ problems }: { readonly problems: readonly string[] }) {
  return (
    <div role="status">
      {problems.length === 0 ? (
        <span class="quiet">Nothing is wrong with it, and it decides its example.</span>
      ) : (
        <ul class="field">
          {problems.map((each) => (
            <li key={each} class="wrong">
              {each}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

interface FieldsProps {
  readonly draft: Draft;
  readonly set: (changes: Partial<Draft>) => void;
}

function Fields({ draft, set }: FieldsProps) {
  const text = (name: 'name' | 'code' | 'status' | 'source', label: string, note: string) => (
    <Field label={label} note={note}>
      {(id) => (
        <input
          id={id}
          class="input"
          spellcheck={false}
          autocomplete="off"
          value={draft[name]}
          onInput={(event) => set({ [name]: event.currentTarget.value })}
        />
      )}
    </Field>
  );
  const lines = (name: 'patterns' | 'example', label: string, note: string, rows: number) => (
    <Field label={label} note={note}>
      {(id) => (
        <textarea
          id={id}
          class="input"
          rows={rows}
          spellcheck={false}
          value={draft[name]}
          onInput={(event) => set({ [name]: event.currentTarget.value })}
        />
      )}
    </Field>
  );
  return (
    <>
      <div class="pair">
        {text('name', 'Name', 'Its id is own/NAME.')}
        <Choice
          label="Means"
          value={draft.reason}
          options={reasonChoices}
          choose={(value) => set({ reason: reasons.find((reason) => reason === value) ?? 'undetermined' })}
        />
      </div>
      {lines(
        'patterns',
        'Words',
        'One pattern a line, over the reply in lower case: (this|that), optional?, .* for anything between.',
        2,
      )}
      <div class="pair">
        {text('code', 'Only for codes', '550, 4xx; empty: any')}
        {text('status', 'Only for statuses', '5.1.1, x.7.x; empty: any')}
        <Choice
          label="Only at the stage"
          value={draft.stage}
          options={stageChoices}
          choose={(value) => set({ stage: stages.find((stage) => stage === value) ?? '' })}
        />
        {text('source', 'Where it is known from', 'A page, a letter, “seen”')}
      </div>
      {lines('example', 'Example', 'A reply that it must decide; kept as its test.', 3)}
    </>
  );
}
