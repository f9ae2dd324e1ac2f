/** The rules that the users of this server wrote, and the way to correct the past by them. */
import { useState } from 'preact/hooks';
import type { Asked } from '../../api/asked.ts';
import { answer, api } from '../../api/client.ts';
import { may } from '../../api/session.ts';
import { Ask } from '../../parts/ask.tsx';
import { Empty, Loaded } from '../../parts/loaded.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Table } from '../../parts/table.tsx';
import { Ago } from '../../parts/time.tsx';
import { reasonText } from '../../words/verdicts.ts';
import type { SavedRule } from './own-rule.ts';

export interface OwnRulesPanelProps {
  readonly asked: Asked<readonly SavedRule[]>;
  readonly edit: (rule: SavedRule) => void;
  /** A run over the past was begun. */
  readonly applied: () => void;
}

type Asking = { readonly kind: 'remove'; readonly name: string } | { readonly kind: 'apply' } | null;

export function OwnRulesPanel({ asked, edit, applied }: OwnRulesPanelProps) {
  const [asking, setAsking] = useState<Asking>(null);
  const close = (): void => setAsking(null);
  return (
    <Panel
      title="Own rules"
      meaning="They speak before the shipped ones, from the next reply on."
      from={{ path: '/v1/own-rules', cli: 'hearback rules own' }}
      flush
      actions={
        may('rules:write') ? (
          <button type="button" class="button small" onClick={() => setAsking({ kind: 'apply' })}>
            Apply to the past…
          </button>
        ) : undefined
      }
    >
      <Loaded
        asked={asked}
        isEmpty={(rules) => rules.length === 0}
        empty={
          <Empty title="None yet">
            When a reply is not understood, or misunderstood, write a rule for it here: paste the reply above and press
            “Write a rule for this”.
          </Empty>
        }
      >
        {(rules) => <Rules rules={rules} edit={edit} remove={(name) => setAsking({ kind: 'remove', name })} />}
      </Loaded>
      {asking?.kind === 'remove' ? (
        <Ask
          title={`Remove own/${asking.name}?`}
          verb="Remove"
          danger
          close={close}
          act={async () => {
            await answer(api.DELETE('/v1/own-rules/{name}', { params: { path: { name: asking.name } } }));
            asked.again();
          }}
        >
          <p>Verdicts that it made stay as they are until the rules are applied to the past.</p>
        </Ask>
      ) : null}
      {asking?.kind === 'apply' ? (
        <Ask
          title="Apply the own rules to the past?"
          verb="Apply"
          why="welcome"
          close={close}
          act={async (why) => {
            await answer(api.POST('/v1/rules/apply', { body: { why } }));
            applied();
          }}
        >
          <p>
            The failures of the last 30 days are read again. Counts and suppressions follow the new verdicts. It can be
            undone as a whole.
          </p>
        </Ask>
      ) : null}
    </Panel>
  );
}

interface RulesProps {
  readonly rules: readonly SavedRule[];
  readonly edit: (rule: SavedRule) => void;
  readonly remove: (name: string) => void;
}

function Rules({ rules, edit, remove }: RulesProps) {
  return (
    <Table<SavedRule>
      caption="Own rules"
      rows={rules}
      rowKey={({ name }) => name}
      columns={[
        { title: 'rule', kind: 'tight', names: true, cell: ({ name }) => <code>own/{name}</code> },
        { title: 'means', cell: ({ reason }) => reasonText(reason) },
        {
          title: 'words',
          cell: ({ pattern, code, status }) => <code>{[pattern ?? code ?? status ?? ''].flat().join(' | ')}</code>,
        },
        {
          title: 'by',
          kind: 'tight',
          cell: ({ who, at }) => (
            <>
              {who}, <Ago at={at} />
            </>
          ),
        },
        {
          title: 'actions',
          kind: 'tight',
          cell: (rule) => (
            <span class="row">
              <button
                type="button"
                class="button plain small"
                aria-label={`Edit own/${rule.name}`}
                onClick={() => edit(rule)}
              >
                Edit
              </button>
              {may('rules:write') ? (
                <button
                  type="button"
                  class="button plain small danger"
                  aria-label={`Remove own/${rule.name}`}
                  onClick={() => remove(rule.name)}
                >
                  Remove
                </button>
              ) : null}
            </span>
          ),
        },
      ]}
    />
  );
}
