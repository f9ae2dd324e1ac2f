/** What a webhook may be told of (docs/webhooks-out.md). */
import type { paths } from '@hearback/server/api';

type Body = NonNullable<paths['/v1/webhooks']['post']['requestBody']>['content']['application/json'];
export type PublicationType = NonNullable<Body['types']>[number];

export const publicationTypes = [
  ...(['message.accepted', 'message.delivered', 'message.delayed', 'message.bounced', 'message.expired'] as const),
  ...(['message.complained', 'message.suppressed', 'message.held', 'bounce.received', 'bounce.unmatched'] as const),
  ...(['address.suppressed', 'address.unsuppressed', 'incident.opened', 'incident.closed', 'alert.opened'] as const),
  ...(['alert.resolved', 'list.health.changed', 'sender.health.changed'] as const),
] satisfies readonly PublicationType[];
