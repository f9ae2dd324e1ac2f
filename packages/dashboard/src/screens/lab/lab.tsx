/**
 * The rule lab: what a reply or a mail means, and why. The library itself runs in the browser; what is pasted here goes
 * nowhere.
 */
import { useMemo, useState } from 'preact/hooks';
import { Head } from '../../parts/head.tsx';
import { query, setQuery } from '../../router/place.ts';
import { BouncePicked } from './from-bounce.tsx';
import { Input } from './input.tsx';
import { MailPanels } from './mail-panels.tsx';
import { type Given, read, stageOf } from './reading.ts';
import { ReplyPanels } from './reply-panels.tsx';
import { samples } from './samples.ts';
import { Samples } from './samples-list.tsx';
import { ShareButton } from './share-button.tsx';
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
  if (reply === null) return query.value.has('bounce') ? { text: '', mx: '', stage: null } : { text, mx, stage };
  return { text: reply, mx: query.value.get('mx') ?? '', stage: stageOf(query.value.get('stage')) };
}

export default function Lab() {
  const [given, setGiven] = useState<Given>(givenByPlace);
  const reading = useMemo(() => read(given), [given]);
  const bounce = query.value.get('bounce');
  const choose = (chosen: Given, sample: string | null): void => {
    setGiven(chosen);
    setQuery({ reply: null, mx: null, stage: null, bounce: null, sample }, 'replace');
  };
  return (
    <>
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
        Paste what came back and see what it means, whose words decided and what follows. It is read here in your
        browser; nothing is sent.
      </Head>
      <div class="stack">
        {bounce === null ? null : <BouncePicked id={bounce} take={setGiven} />}
        <Samples chosen={query.value.get('sample')} choose={choose} />
        <div class="lab">
          <Input given={given} change={(changed) => choose(changed, null)} />
          <div class="stack">
            {reading.kind === 'reply' ? <ReplyPanels given={given} trace={reading.trace} /> : null}
            {reading.kind === 'mail' ? <MailPanels report={reading.report} /> : null}
            {reading.kind === 'nothing' ? (
              <p class="empty">Nothing to read yet: paste a reply, or click a sample.</p>
            ) : null}
          </div>
        </div>
      </div>
    </>
  );
}
