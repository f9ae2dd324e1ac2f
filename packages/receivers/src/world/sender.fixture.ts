/** A sender for tests: asks the world's DNS, delivers with the client of `@hearback/smtp`, and collects what comes back. */
import { type Context, explain, parse, type Report, type Verdict } from '@hearback/bounce';
import {
  type Connection,
  connect,
  createResolver,
  defaultTimeouts,
  type Failure,
  listen,
  noRecipientParameters,
  noSenderParameters,
  type RecipientOutcome,
} from '@hearback/smtp';
import type { World } from './world.ts';

export interface Attempt {
  readonly host: string;
  readonly outcomes: readonly (RecipientOutcome | Failure)[];
  /** Of the first recipient. */
  readonly outcome: RecipientOutcome | Failure;
  readonly connection: Connection | null;
}

const message = (to: string): string =>
  `From: News <news@sender.example>\r\nTo: ${to}\r\nSubject: Spring news\r\nMessage-ID: <m1@sender.example>\r\nList-Unsubscribe: <mailto:leave@sender.example>\r\n\r\nHello\r\n`;

export const sender = 'b+2k7x@bounces.sender.example';

export async function hostOf(world: World, domain: string): Promise<{ host: string; address: string }> {
  const resolver = createResolver({ servers: [world.dns] });
  const answer = await resolver.mx(domain);
  if (answer.kind !== 'found') throw new Error(`${domain}: ${answer.kind}`);
  const host = answer.records[0]?.exchange ?? '';
  const found = await resolver.a(host);
  if (found.kind !== 'found') throw new Error(`${host}: ${found.kind}`);
  return { host, address: found.records[0] ?? '' };
}

export interface DeliverOptions {
  readonly timeout?: number;
  readonly tls?: 'none' | 'opportunistic';
  readonly body?: string;
  readonly from?: string;
}

/** One transaction for recipients of one domain, and QUIT. */
export async function deliver(
  world: World,
  to: string | readonly string[],
  options: DeliverOptions = {},
): Promise<Attempt> {
  const recipients = typeof to === 'string' ? [to] : to;
  const [first = ''] = recipients;
  const { host, address } = await hostOf(world, first.slice(first.lastIndexOf('@') + 1));
  const { timeout } = options;
  const timeouts =
    timeout === undefined
      ? defaultTimeouts
      : Object.fromEntries(Object.keys(defaultTimeouts).map((name) => [name, timeout]));
  const opened = await connect({
    endpoint: { host, address, port: world.smtpPort },
    ehlo: 'out.sender.example',
    source: null,
    tls: { kind: options.tls ?? 'none' },
    auth: null,
    timeouts: { ...defaultTimeouts, ...timeouts },
  });
  if (opened.kind === 'failed') return { host, outcome: opened, outcomes: [opened], connection: null };
  const { connection } = opened;
  const result = await connection.send({
    ...noSenderParameters,
    sender: options.from ?? sender,
    recipients: recipients.map((one) => ({ ...noRecipientParameters, address: one })),
    body: Buffer.from(options.body ?? message(first)),
  });
  await connection.quit();
  const [outcome] = result.outcomes;
  if (outcome === undefined) throw new Error('no outcome');
  return { host, outcome, outcomes: result.outcomes, connection };
}

export function verdictOf({ host, outcome }: Attempt): Verdict {
  if (outcome.kind === 'ambiguous' || outcome.kind === 'delivered') throw new Error(`no refusal: ${outcome.kind}`);
  const context: Context = { mx: host, stage: outcome.stage };
  return explain(outcome.text, context);
}

export interface Inbox {
  readonly port: number;
  readonly reports: readonly { readonly sender: string; readonly to: string; readonly report: Report }[];
  readonly close: () => Promise<void>;
}

/** Takes what the world mails back, and reads it. */
export async function startInbox(refuse: (to: string) => boolean = () => false): Promise<Inbox> {
  const reports: { sender: string; to: string; report: Report }[] = [];
  const receiver = await listen(
    { hostname: 'in.sender.example', address: '127.0.0.1', port: 0, tls: null },
    {
      rcpt: ({ address }) => (refuse(address) ? { code: 550, status: '5.7.1', text: 'Not our return path' } : null),
      message: ({ envelope, body }) => {
        const to = envelope.recipients[0]?.address ?? '';
        reports.push({ sender: envelope.sender, to, report: parse(body) });
        return { code: 250, status: '2.0.0', text: 'Taken' };
      },
    },
  );
  return { port: receiver.port, reports, close: () => receiver.close() };
}
