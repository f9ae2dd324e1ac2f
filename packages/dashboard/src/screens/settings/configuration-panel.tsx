/** The configuration key by key: value, where it comes from, what it would be otherwise; and retries as a picture. */
import type { paths } from '@hearback/server/api';
import { useState } from 'preact/hooks';
import { useAsked } from '../../api/asked.ts';
import { answer, api } from '../../api/client.ts';
import { Field } from '../../parts/field.tsx';
import { Empty, Loaded } from '../../parts/loaded.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Table } from '../../parts/table.tsx';
import { RetryPicture } from './retry-picture.tsx';
import { durationsIn, retryPlan } from './retry-plan.ts';

export type Setting = paths['/v1/settings']['get']['responses'][200]['content']['application/json']['data'][number];

export function ConfigurationPanel() {
  const [words, setWords] = useState('');
  const [changedOnly, setChangedOnly] = useState(false);
  const asked = useAsked((signal) => answer(api.GET('/v1/settings', { signal })).then(({ data }) => data), []);
  return (
    <>
      <Loaded asked={asked}>{(settings) => <Retries settings={settings} />}</Loaded>
      <Panel
        title="Configuration"
        meaning="As it is in use. Secrets are never shown. Change the file and restart; SIGHUP is enough for certificates, users, networks and the log level."
        from={{ path: '/v1/settings', cli: 'hearback config show' }}
        flush
      >
        <div class="pair filter">
          <Field label="Find">
            {(id) => (
              <input
                id={id}
                class="input"
                type="search"
                value={words}
                onInput={(event) => setWords(event.currentTarget.value)}
              />
            )}
          </Field>
          <label class="row">
            <input
              type="checkbox"
              checked={changedOnly}
              onChange={(event) => setChangedOnly(event.currentTarget.checked)}
            />
            Only what somebody has set
          </label>
        </div>
        <Loaded asked={asked} lines={12}>
          {(settings) => <SettingTable settings={settings.filter((each) => isWanted(each, words, changedOnly))} />}
        </Loaded>
      </Panel>
    </>
  );
}

const isWanted = ({ key, meaning, from }: Setting, words: string, changedOnly: boolean): boolean =>
  (!changedOnly || from !== 'default') && `${key} ${meaning}`.toLowerCase().includes(words.trim().toLowerCase());

function SettingTable({ settings }: { readonly settings: readonly Setting[] }) {
  if (settings.length === 0) return <Empty title="Nothing of that kind" />;
  return (
    <Table<Setting>
      caption="Configuration"
      rows={settings}
      rowKey={({ key }) => key}
      columns={[
        { title: 'key', names: true, room: 13, cell: ({ key }) => <code>{key}</code> },
        {
          title: 'value',
          cell: ({ value, from }) =>
            from === 'default' ? <code>{value}</code> : <strong class="mono">{value}</strong>,
        },
        { title: 'from', cell: ({ from, origin }) => <span title={origin}>{from}</span> },
        {
          title: 'otherwise',
          cell: ({ from, otherwise }) => (from === 'default' ? '' : otherwise?.replaceAll('`', '')),
        },
        { title: 'meaning', room: 14, cell: ({ meaning }) => <span class="quiet">{meaning}</span> },
      ]}
    />
  );
}

function Retries({ settings }: { readonly settings: readonly Setting[] }) {
  const of = (key: string): string => settings.find((each) => each.key === key)?.value ?? '';
  const [maxAge = 0] = durationsIn(of('retry.max_age'));
  const attempts = retryPlan(durationsIn(of('retry.schedule')), maxAge);
  if (attempts.length === 0) return null;
  return (
    <Panel
      title="When mail is tried again"
      meaning="Each mark is an attempt after a temporary failure; the last comes when the message is too old."
    >
      <RetryPicture attempts={attempts} end={maxAge} />
    </Panel>
  );
}
