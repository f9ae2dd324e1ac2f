/** Simulator: choose what receivers do, send, and watch what becomes of it. */
import type { paths } from '@hearback/server/api';
import { useState } from 'preact/hooks';
import { useAsked } from '../../api/asked.ts';
import { answer, api } from '../../api/client.ts';
import { may } from '../../api/session.ts';
import { useDoing } from '../../parts/doing.ts';
import { Choice, Field } from '../../parts/field.tsx';
import { Head } from '../../parts/head.tsx';
import { Loaded, Trouble } from '../../parts/loaded.tsx';
import { Panel } from '../../parts/panel.tsx';
import { query, setQuery } from '../../router/place.ts';
import { reasonText } from '../../words/verdicts.ts';
import { addressesOf, most, stages } from './addresses.ts';
import { Outcome } from './outcome.tsx';
import '../lab/lab.css';

type Menu = paths['/v1/simulator']['get']['responses'][200]['content']['application/json'];

export default function Simulator() {
  const asked = useAsked((signal) => answer(api.GET('/v1/simulator', { signal })), []);
  return (
    <>
      <Head title="Simulator">
        Receivers in the manner of the large providers, on this machine. Choose what they do, send, and watch. No mail
        leaves.
      </Head>
      <Loaded asked={asked}>{(menu) => <Play menu={menu} />}</Loaded>
    </>
  );
}

interface Sent {
  readonly message: string;
  readonly count: number;
}

const stageText: Readonly<Record<(typeof stages)[number], string>> = {
  '': 'as it usually does',
  rcpt: 'at RCPT TO',
  data: 'at DATA',
  eod: 'after the message',
  quit: 'at QUIT',
};

function Play({ menu }: { readonly menu: Menu }) {
  const { busy, problem, run } = useDoing();
  const [sent, setSent] = useState<Sent | null>(null);
  const name = query.value.get('scenario') ?? 'user_unknown';
  const scenario = menu.scenarios.find((each) => each.name === name) ?? menu.scenarios[0];
  const domain = query.value.get('receiver') ?? menu.receivers[0]?.domain ?? '';
  const stage = scenario?.staged === true ? (stages.find((each) => each === query.value.get('stage')) ?? '') : '';
  const count = Number(query.value.get('count') ?? 10);
  const send = (): Promise<boolean> =>
    run(async () => {
      if (scenario === undefined) return;
      const bcc = [...addressesOf({ ...scenario, domain, stage, count, run: runName() })];
      const { id } = await answer(
        api.POST('/v1/messages', {
          params: {},
          body: {
            ...{ from: 'simulator@acme.example', bcc, subject: `Simulated: ${name}`, text: 'Sent by the simulator.' },
            ...{ stream: 'simulator', campaign: name.slice(0, 100) },
          },
        }),
      );
      setSent({ message: id, count: bcc.length });
    });
  return (
    <div class="lab">
      <Panel title="What receivers do" meaning="The address says it; the receiver says it in its own words.">
        <form
          class="stack"
          aria-label="Simulation"
          onSubmit={(event) => {
            event.preventDefault();
            void send();
          }}
        >
          <div class="pair">
            <Choice
              label="Receiver"
              value={domain}
              options={menu.receivers.map(({ name: text, domain: value }) => [value, text])}
              choose={(value) => setQuery({ receiver: value })}
            />
            <ScenarioChoice menu={menu} value={scenario?.name ?? ''} />
            {scenario?.staged === true ? (
              <Choice
                label="Where in the dialogue"
                value={stage}
                options={stages.map((each) => [each, stageText[each]])}
                choose={(value) => setQuery({ stage: value })}
              />
            ) : null}
            <Field label="Recipients" note={`At most ${most}`}>
              {(id) => (
                <input
                  id={id}
                  class="input"
                  type="number"
                  min={1}
                  max={most}
                  value={count}
                  onInput={(event) => setQuery({ count: event.currentTarget.value }, 'replace')}
                />
              )}
            </Field>
          </div>
          {scenario === undefined ? null : (
            <p class="quiet">
              Such as <code>{addressesOf({ ...scenario, domain, stage, count: 1, run: 'x' })[0]}</code>
            </p>
          )}
          {problem === null ? null : <Trouble problem={problem} title="This was not sent" />}
          {may('messages:write') ? (
            <div class="row">
              <button type="submit" class="button main-action" disabled={busy || scenario === undefined}>
                {busy ? 'Sending…' : 'Send'}
              </button>
            </div>
          ) : (
            <p class="quiet">Your session may not send (scope messages:write).</p>
          )}
        </form>
      </Panel>
      <Outcome sent={sent} />
    </div>
  );
}

function ScenarioChoice({ menu, value }: { readonly menu: Menu; readonly value: string }) {
  const groups = [...new Set(menu.scenarios.map(({ group }) => group))];
  return (
    <Field label="Does">
      {(id) => (
        <select
          id={id}
          class="input"
          value={value}
          onChange={(event) => setQuery({ scenario: event.currentTarget.value, stage: null })}
        >
          {groups.map((group) => (
            <optgroup key={group} label={group}>
              {menu.scenarios
                .filter((each) => each.group === group)
                .map(({ name }) => (
                  <option key={name} value={name} selected={name === value}>
                    {reasonText(name)}
                  </option>
                ))}
            </optgroup>
          ))}
        </select>
      )}
    </Field>
  );
}

/** Differs from run to run, so that addresses are new. */
const runName = (): string => Date.now().toString(36);
