/**
 * A delivery report that is attached to a mail of the server's own: gateways that put a footer under every mail, and old
 * Exchange connectors, wrap the notice once more.
 */
import { readDsn } from './dsn.ts';
import type { Draft } from './format.ts';
import { type Mail, openPart } from './mail.ts';
import { isDaemon, isStatusReport } from './origin.ts';

export interface AttachedNotice {
  readonly mail: Mail;
  readonly draft: Draft;
}

/** Null when no attached message is a report; a mail server has to have written both, or a person forwarded it. */
export function attachedNotice(outer: Mail): AttachedNotice | null {
  if (!isDaemon(outer)) return null;
  for (const { type, parts } of outer.leaves) {
    const root = type === 'message/rfc822' ? parts[0] : undefined;
    const mail = root?.type === 'multipart/report' ? openPart(root, outer) : null;
    const draft = mail && isStatusReport(mail) && isDaemon(mail) ? readDsn(mail, 'server') : null;
    if (mail && draft) return { mail, draft };
  }
  return null;
}
