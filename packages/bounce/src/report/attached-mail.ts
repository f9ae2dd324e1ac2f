/**
 * Mails inside a mail of the same writer. Gateways that put a footer under every mail, and old Exchange connectors, wrap a
 * delivery report once more; spam filters attach what they suspect, under its own sender and subject.
 */
import { type Mail, openPart } from './mail.ts';
import { isDaemon, isStatusReport } from './origin.ts';

/** What a server attached, else the mail itself. What a person attached was forwarded. */
export function unwrapped(outer: Mail): Mail {
  if (outer.root.type !== 'multipart/mixed' || outer.leaves.some(({ type }) => type.endsWith('delivery-status')))
    return outer;
  for (const { type, parts } of outer.leaves) {
    const inner = type === 'message/rfc822' && parts[0] ? openPart(parts[0], outer) : null;
    if (inner && (isTheSame(inner, outer) || (isStatusReport(inner) && isDaemon(inner) && isDaemon(outer))))
      return inner;
  }
  return outer;
}

/** SpamAssassin's report_safe. */
const isTheSame = (inner: Mail, outer: Mail): boolean => inner.from === outer.from && inner.title === outer.title;
