/** Server-Sent Events of the service, over and over: a broken connection is taken up behind the last event seen. */

import type { operations } from '@hearback/server/api';
import { linesOf } from '../input/text.ts';
import { type Api, answer } from './api.ts';
import { ApiProblem, Unreachable } from './problem.ts';
import type { Happening } from './shapes.ts';
import { chunksOf } from './write-out.ts';

export interface StreamOptions {
  readonly query?: NonNullable<operations['getV1Events']['parameters']['query']>;
  readonly signal: AbortSignal;
  /** Milliseconds before the connection is tried anew. */
  readonly pause?: number;
  /** Nobody answers any more, and the service is asked on. Called once, until it answers again. */
  readonly lost?: () => void;
}

export async function* eventStream(
  api: Api,
  { query = {}, signal, pause = 1000, lost }: StreamOptions,
): AsyncGenerator<Happening> {
  /** As the service wrote it: where it stands in the stream. */
  let last: string | null = null;
  let reached = false;
  let told = false;
  while (!signal.aborted) {
    try {
      const header: { accept: string; 'last-event-id'?: string } = {
        accept: 'text/event-stream',
        ...(last === null ? {} : { 'last-event-id': last }),
      };
      const asked = { params: { query, header }, parseAs: 'stream', signal } as const;
      const stream = await answer(api.GET('/v1/events', asked));
      reached = true;
      told = false;
      let id: string | null = null;
      for await (const line of linesOf(chunksOf(stream))) {
        if (line.startsWith('id: ')) id = line.slice(4);
        if (!line.startsWith('data: ')) continue;
        last = id;
        yield JSON.parse(line.slice(6)) as Happening;
      }
    } catch (error) {
      if (signal.aborted) return;
      if (!reached || !isBroken(error)) throw error;
      if (error instanceof Unreachable && !told) lost?.();
      told ||= error instanceof Unreachable;
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

/** What passes by itself. A no, as to a key that was revoked meanwhile, does not. */
function isBroken(error: unknown): boolean {
  if (error instanceof ApiProblem) return error.status >= 500 || error.status === 429;
  return error instanceof Unreachable || (error instanceof Error && 'code' in error && typeof error.code === 'string');
}
