/** DELETE /v1/addresses/{address}: forgets an address. */
import { Type } from 'typebox';
import type { QueueEntry } from '../../store/rows.ts';
import type { Page, Store } from '../../store/store.ts';
import type { Api, App } from '../api.ts';

export function eraseRoutes(app: App, { store, control, ruling }: Api): void {
  const { forgetting, audit } = ruling;
  app.delete(
    '/v1/addresses/:address',
    {
      config: { scope: 'addresses:erase' },
      schema: {
        summary: 'Erases an address; what waits for it is cancelled, and if it was not to be mailed it stays so',
        tags: ['addresses'],
        params: Type.Object({ address: Type.String({ minLength: 3, maxLength: 320, description: 'Address' }) }),
        response: {
          200: Type.Object({
            cancelled: Type.Integer({ description: 'Messages that waited for it' }),
            being_sent: Type.Integer({
              description: 'Messages that are on their way right now: ask again when they are not',
            }),
            events: Type.Integer({ description: 'Events that were deleted; what they counted stays counted' }),
            kept_unmailed: Type.Boolean(),
          }),
        },
      },
    },
    async ({ params: { address }, caller }) => {
      const waiting = await messagesFor(store, address);
      const { changed: cancelled, beingSent } = await control.cancel({ recipient: address }, caller.name);
      const { events, kept } = await forgetting.erase(address, waiting);
      // Whose address it was is not written down again.
      await audit(caller.name, 'address.erased', 'an address', { events, kept });
      return { cancelled, being_sent: beingSent, events, kept_unmailed: kept > 0 };
    },
  );
}

/** Their events tell of the address too, also of those that were never attempted. */
async function messagesFor(store: Pick<Store, 'entries'>, recipient: string): Promise<readonly string[]> {
  const found: string[] = [];
  let after: string | null = null;
  do {
    const page: Page<QueueEntry> = await store.entries({ recipient }, after, 1000);
    found.push(...page.data.map(({ messageId }) => messageId));
    after = page.next;
  } while (after !== null);
  return found;
}
