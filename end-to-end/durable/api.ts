/** The operator's API at the socket of a life of the server. */
import { request } from 'node:http';

interface Answer {
  readonly status: number;
  readonly body: string;
}

interface Asked {
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Rejects when the server is gone before it has answered. */
export function ask(
  socketPath: string,
  path: string,
  { method = 'GET', headers = {}, body }: Asked = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request({ socketPath, path, method, headers, agent: false }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', reject);
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(parts).toString() }));
    });
    asked.on('error', reject);
    asked.end(body);
  });
}

async function json<T>(socketPath: string, path: string, body?: object): Promise<T> {
  const post = { method: 'POST', headers: { 'content-type': 'application/json' } } as const;
  const answer = await ask(socketPath, path, body === undefined ? {} : { ...post, body: JSON.stringify(body) });
  if (answer.status !== 200) throw new Error(`${path} answers ${answer.status}: ${answer.body}`);
  return JSON.parse(answer.body) as T;
}

interface Counts {
  readonly waiting: number;
  readonly leased: number;
  readonly held: number;
}

export const countsOf = async (socket: string): Promise<Counts> =>
  (await json<{ readonly counts: Counts }>(socket, '/v1/queue?top=1')).counts;

/** What `hearback verify --deep` finds. */
export const damageIn = async (socket: string): Promise<readonly string[]> =>
  (await json<{ readonly findings: readonly string[] }>(socket, '/v1/store/verify', { deep: true })).findings;

export const retryAll = (socket: string): Promise<unknown> => json(socket, '/v1/queue/retry', { all: true });

/** What is in the queue after everything in it was told to go now. */
export async function leftAfterRetry(socket: string): Promise<number> {
  await retryAll(socket);
  const { waiting, leased } = await countsOf(socket);
  return waiting + leased;
}

export const releaseAll = (socket: string): Promise<unknown> => json(socket, '/v1/queue/release', { all: true });
export const resume = (socket: string, lane: string): Promise<unknown> => json(socket, '/v1/queue/resume', { lane });
export const writeBackup = (socket: string, file: string): Promise<unknown> =>
  json(socket, '/v1/store/backup', { file });

export interface Event {
  readonly at: string;
  readonly type: string;
  readonly message_id: string;
  readonly recipient: string;
  readonly attempt: number | null;
  readonly ambiguous: boolean;
  readonly trusted: boolean;
  readonly reply: { readonly text: string } | null;
}

async function everything<T>(socket: string, path: string): Promise<readonly T[]> {
  const all: T[] = [];
  for (let after: string | null = ''; after !== null; ) {
    const from: string = after === '' ? '' : `&after=${encodeURIComponent(after)}`;
    const page: { data: T[]; next: string | null } = await json(socket, `${path}?limit=1000${from}`);
    all.push(...page.data);
    after = page.next;
  }
  return all;
}

/** Those about a recipient; others tell of lists and senders. */
export async function eventsOf(socket: string): Promise<readonly Event[]> {
  const all = await everything<Omit<Event, 'recipient'> & { readonly recipient: string | null }>(socket, '/v1/events');
  return all.flatMap(({ recipient, ...event }) => (recipient === null ? [] : [{ ...event, recipient }]));
}

export interface Entry {
  readonly address: string;
  readonly scope: string;
  readonly value: string;
  readonly state: string;
  readonly reason: string;
  readonly why: string;
  readonly who: string | null;
}
export const entriesOf = (socket: string): Promise<readonly Entry[]> => everything(socket, '/v1/suppressions');

interface Job {
  readonly id: string;
  readonly state: string;
  readonly detail: Readonly<Record<string, unknown>>;
}
/** Hands a list in and waits for the end. Rejects when the server is gone before it. */
export async function importList(socket: string, csv: string): Promise<Job> {
  const headers = { 'content-type': 'text/csv' };
  const answer = await ask(socket, '/v1/suppressions/imports', { method: 'POST', headers, body: csv });
  let job = JSON.parse(answer.body) as Job;
  while (job.state === 'running') job = await json(socket, `/v1/jobs/${job.id}?wait=30`);
  return job;
}
export const importsOf = (socket: string): Promise<readonly Job[]> => everything(socket, '/v1/suppressions/imports');

export const alertsOf = (socket: string): Promise<readonly { readonly rule: string; readonly key: string }[]> =>
  everything(socket, '/v1/alerts');

export const waitingOf = (socket: string): Promise<readonly { readonly next_attempt_at: string }[]> =>
  everything(socket, '/v1/queue/entries');

export const messagesOf = (socket: string): Promise<readonly { readonly id: string }[]> =>
  everything(socket, '/v1/messages');

/** Whether mail to each of them is held back. */
export async function checkedOf(socket: string, addresses: readonly string[]): Promise<readonly boolean[]> {
  type Answer = { readonly data: readonly { readonly suppressed: boolean }[] };
  const { data } = await json<Answer>(socket, '/v1/suppressions/check', { addresses });
  return data.map(({ suppressed }) => suppressed);
}
