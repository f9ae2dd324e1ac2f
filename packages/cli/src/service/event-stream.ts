/** Server-Sent Events of the service, over and over: a broken connection is taken up behind the last event seen. */
import type { WireEvent } from '@hearback/server';
import { linesOf } from '../input/text.ts';
import { type Client, Unreachable } from './client.ts';
import { type Query, withQuery } from './pages.ts';

export interface StreamOptions {
  readonly query?: Query;
  readonly signal: AbortSignal;
  /** Milliseconds before the connection is tried anew. */
  readonly pause?: number;
}

export async function* eventStream(
  client: Client,
  { query = {}, signal, pause = 1000 }: StreamOptions,
): AsyncGenerator<WireEvent> {
  let last: string | null = null;
  let reached = false;
  while (!signal.aborted) {
    try {
      const headers = { Accept: 'text/event-stream', ...(last === null ? {} : { 'Last-Event-ID': last }) };
      const answer = await client.open(withQuery('/v1/events', query), { headers, signal });
      reached = true;
      for await (const line of linesOf(answer)) {
        if (!line.startsWith('data: ')) continue;
        const event = JSON.parse(line.slice(6)) as WireEvent;
        last = event.id;
        yield event;
      }
    } catch (error) {
      if (signal.aborted) return;
      if (!reached || !isBroken(error)) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

const isBroken = (error: unknown): boolean =>
  error instanceof Unreachable || (error instanceof Error && 'code' in error && typeof error.code === 'string');
