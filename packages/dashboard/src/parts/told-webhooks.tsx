/** Which of the user's programs were told of an event, and what they answered; under the event in a timeline. */
import { type Asked, useAsked } from '../api/asked.ts';
import { answer, api } from '../api/client.ts';
import { may } from '../api/session.ts';
import type { Told } from '../api/shapes.ts';
import { span } from '../words/figures.ts';
import { Ago } from './time.tsx';

export type AboutWhat = { readonly message_id: string } | { readonly address: string };

/** For the same page of events that a timeline shows. Empty where the session may not see webhooks. */
export function useTold(about: AboutWhat, after: string | null, limit: number): readonly Told[] {
  const canSee = may('webhooks:read');
  const asked: Asked<readonly Told[]> = useAsked(
    async (signal) => {
      if (!canSee) return [];
      const query = { ...about, limit, ...(after === null ? {} : { after }) };
      return (await answer(api.GET('/v1/deliveries', { params: { query }, signal }))).data;
    },
    [JSON.stringify(about), after, limit, canSee],
    { live: after === null },
  );
  return asked.kind === 'there' ? asked.data : [];
}

export function ToldWebhooks({ told }: { readonly told: readonly Told[] }) {
  if (told.length === 0) return null;
  return (
    <ul class="told">
      {told.map((one) => (
        <li key={one.id}>
          <span aria-hidden="true">⇢</span> webhook {one.type} to{' '}
          <a href={`/webhooks/${encodeURIComponent(one.webhook)}`}>{hostOf(one.url)}</a>: <Outcome told={one} />
        </li>
      ))}
    </ul>
  );
}

function Outcome({
  told: { state, status, error, duration_ms: took, attempts, next_attempt_at: next },
}: {
  readonly told: Told;
}) {
  const answered = [status, error].filter((part) => part !== null).join(' ');
  if (state === 'delivered')
    return (
      <>
        {answered}
        {took === null ? '' : ` in ${span(took)}`}
        {attempts > 1 ? `, at attempt ${attempts}` : ''}
      </>
    );
  if (state === 'failed') return <span class="failed">given up: {answered}</span>;
  return (
    <>
      {attempts === 0 ? 'waits for its turn' : `${answered}, tried again `}
      {attempts === 0 || next === null ? null : <Ago at={next} />}
    </>
  );
}

/** What stands behind the host may be a secret. */
const hostOf = (url: string): string =>
  URL.canParse(url) ? `${new URL(url).host}${new URL(url).pathname.slice(0, 40)}` : url;
