/** The server's events as they happen, by the API of its socket (Server-Sent Events). */
import { request } from 'node:http';
import type { Reason, Verdict } from '@hearback/bounce';
import type { EventReply, EventType } from '@hearback/server';

/** The fields of an event that the demo looks at, as the API writes them. */
export interface ServerEvent {
  readonly id: string;
  readonly at: string;
  readonly type: EventType;
  readonly message_id: string | null;
  readonly recipient: string | null;
  readonly sender: string | null;
  readonly stream: string | null;
  readonly list: string | null;
  readonly attempt: number | null;
  readonly mx: { readonly host: string } | null;
  readonly reply: EventReply | null;
  readonly verdict: Verdict | null;
  /** What most attempts of an expired message were told. */
  readonly dominant_reason: Reason | null;
  readonly next_attempt_at: string | null;
  readonly incident_id: string | null;
}

/** Resolves when the stream is open; `take` is called with each event from then on, once. */
export function follow(socketPath: string, take: (event: ServerEvent) => void, signal: AbortSignal): Promise<void> {
  const seen = new Set<string>();
  return new Promise((resolve, reject) => {
    const asked = request({ socketPath, path: '/v1/events', headers: { accept: 'text/event-stream' }, signal });
    asked.on('error', (error) => {
      // Whoever ends the demo ends the stream.
      if (signal.aborted) resolve();
      else reject(error);
    });
    asked.on('response', (response) => {
      if (response.statusCode !== 200) {
        reject(new Error(`the server tells no events: ${response.statusCode}`));
        return;
      }
      resolve();
      const each = eventReader((event) => {
        if (seen.has(event.id)) return;
        seen.add(event.id);
        take(event);
      });
      response.setEncoding('utf8');
      response.on('data', each);
      response.on('error', () => response.destroy());
    });
    asked.end();
  });
}

/** Puts chunks together to events: blocks that end in a blank line, with a `data` line. */
export function eventReader(take: (event: ServerEvent) => void): (chunk: string) => void {
  let pending = '';
  return (chunk) => {
    const blocks = `${pending}${chunk}`.split('\n\n');
    pending = blocks.pop() ?? '';
    for (const block of blocks) {
      const data = block
        .split('\n')
        .filter((line) => line.startsWith('data: '))
        .map((line) => line.slice(6));
      if (data.length > 0) take(JSON.parse(data.join('\n')) as ServerEvent);
    }
  };
}
