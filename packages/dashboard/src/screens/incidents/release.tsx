/** Gives the addresses of an incident back: first a look at what it would do, a share to try first, then all. */
import { useState } from 'preact/hooks';
import { useAsked } from '../../api/asked.ts';
import { answer, api } from '../../api/client.ts';
import type { Incident } from '../../api/shapes.ts';
import { Ask } from '../../parts/ask.tsx';
import { Choice } from '../../parts/field.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { say } from '../../parts/toast.tsx';
import { count } from '../../words/figures.ts';

const shares = [
  ['0.05', 'One in twenty, to try'],
  ['0.25', 'A quarter'],
  ['1', 'All of them'],
] as const;

export interface ReleaseProps {
  readonly incident: Incident;
  readonly close: () => void;
  readonly done: () => void;
}

export function Release({ incident: { id, released_share: already }, close, done }: ReleaseProps) {
  const [share, setShare] = useState<string>(already > 0 ? '1' : '0.05');
  const path = { id };
  const preview = useAsked(
    (signal) =>
      answer(
        api.POST('/v1/incidents/{id}/release', {
          params: { path },
          body: { share: Number(share), dry_run: true },
          signal,
        }),
      ),
    [id, share],
  );
  return (
    <Ask
      title="Give addresses back?"
      verb="Give back"
      ready={preview.kind === 'there'}
      close={close}
      act={async () => {
        const { released, held } = await answer(
          api.POST('/v1/incidents/{id}/release', { params: { path }, body: { share: Number(share) } }),
        );
        say(`${count(released)} addresses get mail again${held === 0 ? '' : `, ${count(held)} are still held`}`);
        done();
      }}
    >
      <p class="quiet">The same addresses are in a share each time. See how they fare before you give back the rest.</p>
      <Choice label="How many" value={share} options={shares} choose={setShare} />
      <Loaded asked={preview} lines={1}>
        {({ addresses, released, held }) => (
          <p class="num">
            {count(released)} of {count(addresses)} would get mail again; {count(held)} would stay held.
          </p>
        )}
      </Loaded>
    </Ask>
  );
}
