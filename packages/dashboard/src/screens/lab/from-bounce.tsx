/** Takes the reply, or the mail, of a bounce that the server has. */
import { useEffect } from 'preact/hooks';
import { useAsked } from '../../api/asked.ts';
import { answer, api } from '../../api/client.ts';
import { Trouble } from '../../parts/loaded.tsx';
import { type Given, stageOf } from './reading.ts';

export interface BouncePickedProps {
  readonly id: string;
  readonly take: (given: Given) => void;
}

export function BouncePicked({ id, take }: BouncePickedProps) {
  const asked = useAsked((signal) => answer(api.GET('/v1/bounces/{id}', { params: { path: { id } }, signal })), [id]);
  const data = asked.kind === 'there' ? asked.data : null;
  useEffect(() => {
    if (data !== null) take(givenBy(data));
  }, [data]);
  if (asked.kind === 'failed') return <Trouble problem={asked.problem} again={asked.again} />;
  return (
    <p class="quiet">
      {asked.kind === 'loading' ? 'Fetching ' : 'From the bounce '}
      <a href={`/bounces/${encodeURIComponent(id)}`}>{id}</a>
    </p>
  );
}

interface Picked {
  readonly event: unknown;
  readonly raw: string | null;
}

function givenBy({ event, raw }: Picked): Given {
  const { reply, mx, stage } = event as {
    readonly reply: { readonly text: string } | null;
    readonly mx: { readonly host: string } | null;
    readonly stage: string | null;
  };
  if (reply === null && raw !== null)
    return { text: new TextDecoder().decode(Uint8Array.from(atob(raw), (c) => c.charCodeAt(0))), mx: '', stage: null };
  return { text: reply?.text ?? '', mx: mx?.host ?? '', stage: stageOf(stage) };
}
