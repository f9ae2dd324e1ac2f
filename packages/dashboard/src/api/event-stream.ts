/**
 * One connection of Server-Sent Events, read by hand: an EventSource tells neither why there is no stream nor that its
 * connection has died (behind a laptop that slept, or a network that changed). The server says something every 5 seconds.
 */
export interface StreamOptions {
  /** Where it goes on, as the server wrote it; null: with what happens from now on. */
  readonly after: string | null;
  readonly signal: AbortSignal;
  readonly opened: () => void;
  /** A sign of life, with or without an event. */
  readonly heard: (event: { readonly id: string | null; readonly data: string } | null) => void;
}

/** Milliseconds; three signs of life are missing. */
const mostSilence = 16_000;
/** Milliseconds until it answers at all: what was asked while the network was away is answered never. */
const longestAnswer = 6000;

/** Resolves when it has ended, with the status of an answer that was no stream, else null. */
export async function readEvents({ after, signal, opened, heard }: StreamOptions): Promise<number | null> {
  const silence = new AbortController();
  const give = (): void => silence.abort();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const wait = (milliseconds: number): void => {
    clearTimeout(timer);
    timer = setTimeout(give, milliseconds);
  };
  wait(longestAnswer);
  signal.addEventListener('abort', give);
  try {
    const response = await fetch('/v1/events', {
      credentials: 'same-origin',
      // A browser may let a request wait for another of the same address that it might keep, and that one may hang.
      cache: 'no-store',
      headers: { Accept: 'text/event-stream', ...(after === null ? {} : { 'Last-Event-ID': after }) },
      signal: silence.signal,
    });
    const isStream = response.headers.get('Content-Type')?.startsWith('text/event-stream') === true;
    if (!response.ok || !isStream || response.body === null) {
      give();
      return response.status;
    }
    opened();
    wait(mostSilence);
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let rest = ''; ; ) {
      const { done, value } = await reader.read();
      if (done) return null;
      wait(mostSilence);
      const blocks = (rest + value).split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) heard(eventOf(block));
    }
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', give);
  }
}

function eventOf(block: string): { readonly id: string | null; readonly data: string } | null {
  const field = (name: string): string | null => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1] ?? null;
  const data = field('data');
  return data === null ? null : { id: field('id'), data };
}
