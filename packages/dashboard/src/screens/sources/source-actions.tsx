/** Test, pause, resume and remove one source. What speaks by itself cannot be stopped here. */
import { useState } from 'preact/hooks';
import { answer, api } from '../../api/client.ts';
import { may } from '../../api/session.ts';
import { Ask } from '../../parts/ask.tsx';
import { useDoing } from '../../parts/doing.ts';
import { say } from '../../parts/toast.tsx';
import type { Source } from './sources.tsx';

export function SourceActions({ source, changed }: { readonly source: Source; readonly changed: () => void }) {
  const { name, follows, origin, paused } = source;
  const [removing, setRemoving] = useState(false);
  const { busy, problem, run } = useDoing();
  if (follows === null || !may('sources:write')) return null;
  const params = { path: { name } };
  const test = (): Promise<boolean> =>
    run(async () => {
      const { ok, saw } = await answer(api.POST('/v1/sources/{name}/test', { params }));
      say(`${name} ${ok ? 'works' : 'does not work'}: ${saw.join(' ')}`);
    });
  const turn = (): Promise<boolean> =>
    run(async () => {
      await answer(api.POST(paused ? '/v1/sources/{name}/resume' : '/v1/sources/{name}/pause', { params }));
      changed();
    });
  return (
    <span class="row">
      <button
        type="button"
        class="button plain small"
        disabled={busy}
        aria-label={`Test ${name}`}
        onClick={() => void test()}
      >
        Test
      </button>
      <button type="button" class="button plain small" disabled={busy} onClick={() => void turn()}>
        {paused ? 'Resume' : 'Pause'}
      </button>
      {origin === 'added' ? (
        <button type="button" class="button plain small danger" onClick={() => setRemoving(true)}>
          Remove
        </button>
      ) : null}
      {problem === null ? null : <span role="alert">{problem.message}</span>}
      {removing ? (
        <Ask
          title={`Remove ${name}?`}
          verb="Remove"
          danger
          close={() => setRemoving(false)}
          act={async () => {
            await answer(api.DELETE('/v1/sources/{name}', { params }));
            changed();
          }}
        >
          <p>It is followed no more, and its figures go. What it has told stays.</p>
        </Ask>
      ) : null}
    </span>
  );
}
