/** An instant: how long ago in the server's time, and exactly on hovering. */
import { useEffect, useState } from 'preact/hooks';
import { serverNow } from '../api/session.ts';
import { span } from '../words/figures.ts';

/** Milliseconds between two looks at the clock. */
const tick = 15_000;

export function Ago({ at }: { readonly at: string | null }) {
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    const timer = setInterval(() => setNow(serverNow()), tick);
    return () => clearInterval(timer);
  }, []);
  if (at === null) return <span class="quiet">never</span>;
  const passed = now - Date.parse(at);
  return (
    <time dateTime={at} title={exact(at)} class="num">
      {passed < -1000 ? `in ${span(passed)}` : passed < 5000 ? 'now' : `${span(passed)} ago`}
    </time>
  );
}

const clock = new Intl.DateTimeFormat('en-GB', {
  ...{ day: '2-digit', month: 'short', hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false },
  timeZone: 'UTC',
});

/** "28 Nov, 09:40:58", UTC. */
export function At({ at }: { readonly at: string }) {
  return (
    <time dateTime={at} title={exact(at)} class="num">
      {clock.format(Date.parse(at))}
    </time>
  );
}

const exact = (at: string): string => `${at.replace('T', ' ').replace(/\.\d+Z$/, '')} UTC`;
