/** /v1/bounces/{id}/reclassify: a verdict that was wrong is corrected by hand, and the correction taken back. */
import { reasons } from '@hearback/bounce';
import { Type } from 'typebox';
import { correctable, follow } from '../../ledger/corrected.ts';
import { type Corrected, verdictByHand } from '../../ledger/reclassify.ts';
import type { Api, App } from '../api.ts';
import { Problem } from '../errors.ts';
import { anyEvent, nullable, shortText, strict } from '../schemas.ts';
import { wireEvent } from '../wire.ts';

const tags = ['bounces'];
const config = { scope: 'rules:write' } as const;
const params = Type.Object({
  id: Type.String({ pattern: '^evt_[0-9a-f-]{32,36}$', description: 'Id of the event' }),
});
const why = Type.String({ minLength: 1, maxLength: 500, description: 'For people' });
const answer = Type.Object({
  event: anyEvent,
  correction: nullable(anyEvent),
});

export function reclassifyRoutes(app: App, api: Api): void {
  const { reclassifier } = api.ruling;
  const standing = async (id: string) => {
    const found = await reclassifier.standing(id);
    // A complaint is one whatever its words: it can be looked at, not corrected.
    const isBounce = found !== null && (correctable.has(found.event.type) || found.event.type === 'feedback_received');
    if (!isBounce) throw new Problem('not_found', 'There is no such bounce');
    return found;
  };
  /** The event with the verdict that counts, and why it does. */
  const told = async (id: string) => {
    const { event, correction } = await standing(id);
    return {
      event: wireEvent(follow(event, correction ?? undefined)),
      correction: correction === null ? null : wireEvent(correction),
    };
  };

  app.get(
    '/v1/bounces/:id/classification',
    {
      config: { scope: 'events:read' },
      schema: {
        summary: 'One of them with the verdict that counts now, and the correction that says so',
        tags,
        params,
        response: { 200: answer },
      },
    },
    async ({ params: { id } }) => told(id),
  );
  app.post(
    '/v1/bounces/:id/reclassify',
    {
      config,
      schema: {
        summary: 'Corrects its verdict; counts, suppression and health follow',
        tags,
        params,
        body: strict({ reason: Type.Enum([...reasons], { description: 'What it was' }), why }),
        response: { 200: answer },
      },
    },
    async ({ params: { id }, body, caller }) => {
      const { event, correction } = await standing(id);
      if (!correctable.has(event.type)) throw new Problem('not_found', 'A complaint has no verdict to correct');
      const verdict = verdictByHand(follow(event, correction ?? undefined), body.reason);
      recorded(await reclassifier.correct(event, verdict, { who: caller.name, why: body.why, run: null, rules: null }));
      await api.ruling.audit(caller.name, 'bounce.reclassified', id, { reason: body.reason, why: body.why });
      return told(id);
    },
  );
  app.post(
    '/v1/bounces/:id/undo',
    {
      config,
      schema: {
        summary: 'Takes its latest correction back',
        tags,
        params,
        body: strict({ why: Type.Optional(shortText('For people')) }),
        response: { 200: answer },
      },
    },
    async ({ params: { id }, body, caller }) => {
      const { why: because = '' } = body;
      recorded(await reclassifier.undo(id, { who: caller.name, why: because, run: null }));
      await api.ruling.audit(caller.name, 'bounce.correction_undone', id, { why: because });
      return told(id);
    },
  );
}

function recorded(corrected: Corrected): void {
  if (corrected.kind === 'unknown') throw new Problem('not_found', 'There is no such bounce');
  if (corrected.kind === 'nothing_to_undo') throw new Problem('nothing_to_undo', 'No correction of it is in force');
}
