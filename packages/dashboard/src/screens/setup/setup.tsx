/** Setup check: everything that keeps mail from being taken, kept or sent, each with what to do about it. */
import type { paths } from '@hearback/server/api';
import { useAsked } from '../../api/asked.ts';
import { answer, api } from '../../api/client.ts';
import { Head } from '../../parts/head.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Tag } from '../../parts/tag.tsx';
import '../settings/settings.css';

type Finding = paths['/v1/setup-checks']['get']['responses'][200]['content']['application/json']['data'][number];

const order = { fail: 0, warn: 1, ok: 2 } as const;
const tones = { fail: 'bad', warn: 'watch', ok: 'ok' } as const;
const words = { fail: 'mend this', warn: 'look at this', ok: 'well' } as const;

export default function Setup() {
  const asked = useAsked((signal) => answer(api.GET('/v1/setup-checks', { signal })).then(({ data }) => data), [], {
    slow: true,
  });
  return (
    <>
      <Head
        title="Setup check"
        actions={
          <button type="button" class="button" disabled={asked.kind === 'loading'} onClick={asked.again}>
            Look again
          </button>
        }
      >
        {asked.kind === 'there' ? summary(asked.data) : 'Looking at names, ports, certificates, disk, clock and store…'}
      </Head>
      <Panel
        title="What was looked at"
        meaning="From this server, just now. What is to be mended comes first."
        from={{ path: '/v1/setup-checks', cli: 'hearback doctor' }}
        flush
      >
        <Loaded asked={asked} lines={10}>
          {(findings) => (
            <ul class="checks" aria-label="Checks">
              {findings
                .toSorted((a, b) => order[a.standing] - order[b.standing])
                .map((finding) => (
                  <Check key={finding.check} finding={finding} />
                ))}
            </ul>
          )}
        </Loaded>
      </Panel>
    </>
  );
}

function Check({ finding: { check, standing, text, advice } }: { readonly finding: Finding }) {
  return (
    <li>
      <Tag tone={tones[standing]}>{words[standing]}</Tag>
      <strong>{check}</strong>
      <div>
        <p>{text}</p>
        {advice === null ? null : <p class="advice">→ {advice}</p>}
      </div>
    </li>
  );
}

function summary(findings: readonly Finding[]): string {
  const of = (standing: Finding['standing']): number => findings.filter((each) => each.standing === standing).length;
  const [fails, warns] = [of('fail'), of('warn')];
  if (fails + warns === 0) return `All ${findings.length} checks are well.`;
  const parts = [
    ...(fails === 0 ? [] : [`${fails} to mend`]),
    ...(warns === 0 ? [] : [`${warns} to look at`]),
    `${of('ok')} well`,
  ];
  return `${parts.join(', ')}.`;
}
