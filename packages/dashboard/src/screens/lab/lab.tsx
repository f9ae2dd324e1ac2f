/**
 * The rule lab: what a reply or a mail means, and why. The library itself runs in the browser; what is pasted here goes
 * nowhere, unless a rule made of it is tested against the history of the server or saved.
 */
import { useMemo, useState } from 'preact/hooks';
import { useAsked } from '../../api/asked.ts';
import { answer, api } from '../../api/client.ts';
import { may } from '../../api/session.ts';
import { Head } from '../../parts/head.tsx';
import { Bones } from '../../parts/loaded.tsx';
import { query, setQuery } from '../../router/place.ts';
import { BouncePicked } from './from-bounce.tsx';
import { TrayPicked } from './from-tray.tsx';
import { Input } from './input.tsx';
import { MailPanels } from './mail-panels.tsx';
import { bookOf, check, type Draft, draftFor, draftOf, type SavedRule } from './own-rule.ts';
import { OwnRuleForm } from './own-rule-form.tsx';
import { OwnRulesPanel } from './own-rules-panel.tsx';
import { type Given, stageOf } from './reading.ts';
import { ReplyPanels } from './reply-panels.tsx';
import { askRuns, RunsPanel } from './runs-panel.tsx';
import { samples } from './samples.ts';
import { Samples } from './samples-list.tsx';
import { ShareButton } from './share-button.tsx';
import { useReading } from './use-reading.ts';
import './lab.css';

const [firstSample] = samples;

/** What the address bar says; the first sample when it says nothing, so that nobody looks at an empty page. */
function givenByPlace(): Given {
  const {
    mx = '',
    stage = null,
    text = '',
  } = samples.find(({ id }) => id === query.value.get('sample')) ?? firstSample ?? {};
  const reply = query.value.get('reply');
  if (reply === null)
    return query.value.has('bounce') || query.value.has('tray')
      ? { text: '', mx: '', stage: null }
      : { text, mx, stage };
  return { text: reply, mx: query.value.get('mx') ?? '', stage: stageOf(query.value.get('stage')) };
}

const askOwnRules = (signal: AbortSignal): Promise<readonly SavedRule[]> =>
  answer(api.GET('/v1/own-rules', { signal })).then(({ data }) => data as readonly SavedRule[]);

export default function Lab() {
  const [given, setGiven] = useState<Given>(givenByPlace);
  const [draft, setDraft] = useState<Draft | null>(null);
  const mayRead = may('rules:read');
  const own = useAsked(mayRead ? askOwnRules : async () => [], [mayRead]);
  const runs = useAsked(mayRead ? askRuns : async () => [], [mayRead]);
  const saved = own.kind === 'there' ? own.data : [];
  const checked = useMemo(() => (draft === null ? null : check(draft, saved, given)), [draft, saved, given]);
  const rules = useMemo(() => checked?.rules ?? bookOf(saved), [checked, saved]);
  const reading = useReading(given, rules);
  const [bounce, tray] = [query.value.get('bounce'), query.value.get('tray')];
  const choose = (chosen: Given, sample: string | null): void => {
    setGiven(chosen);
    setDraft(null);
    setQuery({ reply: null, mx: null, stage: null, bounce: null, tray: null, sample }, 'replace');
  };
  const edit = (rule: SavedRule): void => {
    const made = draftOf(rule);
    setDraft(made);
    setGiven({ text: made.example, mx: '', stage: null });
    scrollTo(0, 0);
  };
  return (
    <>
      <LabHead given={given} />
      <div class="stack">
        {bounce === null ? null : <BouncePicked id={bounce} take={setGiven} />}
        {tray === null ? null : <TrayPicked id={tray} take={setGiven} />}
        <Samples chosen={query.value.get('sample')} choose={choose} />
        <div class="lab">
          <div class="stack">
            <Input given={given} change={(changed) => (draft === null ? choose(changed, null) : setGiven(changed))} />
            {reading.kind === 'reply' && draft === null && mayRead ? (
              <div class="row">
                <button type="button" class="button" onClick={() => setDraft(draftFor(given, reading.trace))}>
                  Write a rule for this
                </button>
              </div>
            ) : null}
            {draft === null || checked === null ? null : (
              <OwnRuleForm
                draft={draft}
                checked={checked}
                change={setDraft}
                close={() => setDraft(null)}
                saved={() => {
                  setDraft(null);
                  own.again();
                }}
              />
            )}
          </div>
          <div class="stack">
            {reading.kind === 'reply' ? <ReplyPanels given={given} trace={reading.trace} /> : null}
            {reading.kind === 'mail' ? <MailPanels report={reading.report} /> : null}
            {reading.kind === 'loading' ? <Bones lines={8} /> : null}
            {reading.kind === 'nothing' ? (
              <p class="empty">Nothing to read yet: paste a reply, or click a sample.</p>
            ) : null}
          </div>
        </div>
        {mayRead ? (
          <>
            <OwnRulesPanel asked={own} edit={edit} applied={runs.again} />
            <RunsPanel asked={runs} />
          </>
        ) : null}
      </div>
    </>
  );
}

function LabHead({ given }: { readonly given: Given }) {
  return (
    <Head
      title="Rule lab"
      actions={
        <>
          <a class="button" href="/lab/rules">
            Built-in rules
          </a>
          <ShareButton given={given} />
        </>
      }
    >
      Paste what came back and see what it means, whose words decided and what follows. It is read here in your browser;
      nothing is sent.
    </Head>
  );
}
