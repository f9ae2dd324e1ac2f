/**
 * What an endpoint is sent: `{ type, timestamp, data }` by Standard Webhooks, thin (less than 20 KB): who and what, never the
 * mail. Texts from outside are cut; nothing of them is interpreted.
 */
import type { LedgerEvent } from '../ledger/event.ts';
import { type PublicationType, publishedAs, wants } from './types.ts';

export interface Publication {
  /** webhook-id: by it the receiver knows that it has seen this before. */
  readonly id: string;
  readonly type: PublicationType;
  readonly at: number;
  readonly body: string;
}

const largest = 20_000;
const longestText = 1000;
/** Of an address or a label. */
const longestName = 320;
const longestEvidence = 200;
const mostEvidence = 5;

type Data = Readonly<Record<string, unknown>>;

export function publicationOf(id: string, type: PublicationType, at: number, data: Data): Publication {
  const write = (held: Data): string => JSON.stringify({ type, timestamp: new Date(at).toISOString(), data: held });
  const body = write(data);
  if (Buffer.byteLength(body) < largest) return { id, type, at, body };
  const { tags: _, evidence: __, reply: ___, ...rest } = data;
  return { id, type, at, body: write({ ...rest, cut: true }) };
}

/** All that these subscriptions hear of the event. */
export function publicationsOf(event: LedgerEvent, types: readonly string[]): readonly Publication[] {
  return publishedAs(event)
    .filter((type) => wants(types, type))
    .map((type) => publicationOf(publicationId(event, type), type, event.at, dataOf(event, type)));
}

/** Ids of all that the event is published as. */
export const publicationIds = (event: LedgerEvent): readonly string[] =>
  publishedAs(event).map((type) => publicationId(event, type));

function publicationId(event: LedgerEvent, type: PublicationType): string {
  const [first] = publishedAs(event);
  // The id is part of what is signed, between full stops.
  const own = event.id.replaceAll('.', '_');
  return type === first ? own : `${own}-${type.slice(type.indexOf('.') + 1)}`;
}

function dataOf(event: LedgerEvent, type: PublicationType): Data {
  const { id: event_id, message_id, recipient, original_recipient, sender, stream, list, campaign, tags } = event;
  const { source, source_name = null, attempt, trusted } = event;
  const about = {
    ...{ event_id, message_id, recipient: name(recipient), original_recipient: name(original_recipient) },
    ...{
      sender: name(sender),
      stream: name(stream),
      list: name(list),
      campaign: name(campaign),
      tags: tags.slice(0, 20),
    },
    ...{ source, source_name, trusted, attempt },
  };
  switch (type) {
    case 'message.delayed':
      return { ...about, ...failure(event), next_attempt_at: instant(event.next_attempt_at) };
    case 'message.expired':
      return { ...about, ...failure(event), dominant_reason: event.dominant_reason };
    case 'message.bounced':
    case 'message.complained':
    case 'bounce.received':
    case 'bounce.unmatched':
      return { ...about, ...failure(event), correlated_by: event.correlated_by ?? null };
    case 'message.delivered':
    case 'message.suppressed':
      return { ...about, reply: cut(event.reply?.text ?? null), host: event.mx?.host ?? null };
    case 'message.held':
      return { ...about, why: cut(event.reply?.text ?? null) };
    case 'address.suppressed':
    case 'address.unsuppressed':
      return { ...about, suppression: suppressionOf(event) };
    case 'incident.opened':
    case 'incident.closed':
      return { incident_id: event.incident_id, ...incidentOf(event) };
    case 'list.health.changed':
    case 'sender.health.changed':
      return { event_id, ...event.health };
    case 'bounce.reclassified':
      return { ...about, ...failure(event), reclassification: event.reclassification ?? null };
    default:
      return about;
  }
}

/** `count_toward` names the rate that it is part of: hard bounces tell of the list, soft ones of the sender. */
function failure({ verdict, reply, mx, stage }: LedgerEvent): Data {
  const bounce = verdict?.bounce ?? null;
  return {
    class: bounce,
    reason: verdict?.reason ?? null,
    fault: verdict?.fault ?? [],
    action: verdict?.action ?? null,
    smtp: reply?.code ?? verdict?.code ?? null,
    enhanced: reply?.status ?? verdict?.status ?? null,
    reply: cut(reply?.text ?? null),
    stage,
    host: mx?.host ?? null,
    provider: verdict?.provider ?? null,
    rule: verdict?.rule ?? null,
    confidence: verdict?.confidence ?? null,
    evidence: (verdict?.evidence ?? []).slice(0, mostEvidence).map(({ text }) => text.slice(0, longestEvidence)),
    count_toward: bounce === 'hard' ? 'list_hard_rate' : bounce === 'soft' ? 'sender_soft_rate' : null,
  };
}

function suppressionOf({ suppression, verdict }: LedgerEvent): Data | null {
  if (suppression === undefined) return verdict === null ? null : { reason: verdict.reason };
  return { ...suppression, why: cut(suppression.why), expires_at: instant(suppression.expires_at) };
}

function incidentOf({ incident }: LedgerEvent): Data {
  if (incident === undefined) return {};
  const { kind, reason, provider, template, source_ip, from, until, figures } = incident;
  return {
    kind,
    reason,
    provider,
    template: cut(template),
    source_ip,
    from: instant(from),
    until: instant(until),
    figures,
  };
}

const instant = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());
const name = (text: string | null): string | null => (text === null ? null : text.slice(0, longestName));
const cut = (text: string | null): string | null => (text === null ? null : text.slice(0, longestText));
