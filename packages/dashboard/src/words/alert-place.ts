import { segment } from '../router/segment.ts';

/** What an alert is about, and where that is seen. */
export interface AlertPlace {
  readonly text: string;
  readonly href: string | null;
}

const path = (screen: string, key: string): string => `/${screen}/${segment(key)}`;

export function alertPlace({ rule, key }: { readonly rule: string; readonly key: string }): AlertPlace {
  switch (rule) {
    case 'list_hard_rate':
      return { text: `list ${key}`, href: path('lists', key) };
    case 'sender_soft_rate':
    case 'sender_complaint_rate':
      return { text: `sender ${key}`, href: path('senders', key) };
    case 'incident_opened':
      return { text: 'the incident', href: path('incidents', key) };
    case 'webhook_disabled':
      return { text: 'the webhook', href: path('webhooks', key) };
    case 'source_silent':
      return { text: key, href: '/sources' };
    case 'unknown_share':
      return { text: 'what was not understood', href: '/bounces?q=reason%3Aundetermined' };
    case 'queue_age':
    case 'message_held':
      return { text: 'the queue', href: '/queue' };
    default:
      return { text: key, href: null };
  }
}
