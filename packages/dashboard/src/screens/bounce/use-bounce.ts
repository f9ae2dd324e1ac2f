/** A bounce as it was recorded, and as it counts now. */
import { type Asked, useAsked } from '../../api/asked.ts';
import { answer, api } from '../../api/client.ts';
import type { BounceView, Happening } from '../../api/shapes.ts';

export interface Standing {
  /** As it was recorded, with the steps and the mail. */
  readonly view: BounceView;
  /** With the verdict that counts. */
  readonly standing: Happening;
  /** Why another verdict counts than the recorded one; null: the recorded one does. */
  readonly correction: Happening | null;
}

export const useBounce = (id: string): Asked<Standing> =>
  useAsked(
    async (signal) => {
      const params = { path: { id } };
      const [view, { event: standing, correction }] = await Promise.all([
        answer(api.GET('/v1/bounces/{id}', { params, signal })),
        answer(api.GET('/v1/bounces/{id}/classification', { params, signal })),
      ]);
      return { view, standing, correction };
    },
    [id],
    { live: true },
  );
