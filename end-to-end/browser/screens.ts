/** Where every screen is, with the ids of something that the demo has. */
import { screens } from '../../packages/dashboard/src/shell/screens.ts';
import type { Demo } from './page.ts';

interface Listed {
  readonly data: readonly {
    readonly id: string;
    readonly recipient: string | null;
    readonly message_id: string | null;
  }[];
}
interface Named {
  readonly data: readonly { readonly key: string }[];
}

interface Identified {
  readonly data: readonly { readonly id: string }[];
}

/** Paths to open, one for each screen. Throws when a screen needs something that nobody here knows of. */
export async function screenPaths({ ask }: Pick<Demo, 'ask'>): Promise<readonly string[]> {
  const [bounce] = (await ask<Listed>('/v1/bounces?limit=1')).data;
  if (bounce === undefined || bounce.recipient === null) throw new Error('the demo has no bounce');
  const { recipient } = bounce;
  const [message] = (await ask<Identified>('/v1/messages?limit=1')).data;
  const first = async (path: string): Promise<string> => (await ask<Named>(path)).data[0]?.key ?? '';
  const known: Readonly<Record<string, () => string | Promise<string>>> = {
    '/bounces/:id': () => bounce.id,
    '/messages/:id': () => bounce.message_id ?? message?.id ?? '',
    '/addresses/:address': () => recipient,
    '/suppressions/:address': () => recipient,
    '/providers/:name': () => first('/v1/providers?limit=1'),
    '/lists/:name': () => first('/v1/lists?limit=1'),
    '/webhooks/:id': async () => (await ask<Identified>('/v1/webhooks')).data[0]?.id ?? '',
    // One that addresses can be given back from.
    '/incidents/:id': async () => {
      const { data } = await ask<Identified>('/v1/incidents?state=closed&limit=1');
      return data[0]?.id ?? '';
    },
    '/senders/:name': () => first('/v1/senders?limit=1'),
  };
  return Promise.all(
    screens.map(async ({ path }) => {
      if (!path.includes(':')) return path;
      const value = await known[path]?.();
      if (value === undefined) throw new Error(`screens.ts does not know what to open at ${path}`);
      return path.replace(/:\w+/, encodeURIComponent(value));
    }),
  );
}
