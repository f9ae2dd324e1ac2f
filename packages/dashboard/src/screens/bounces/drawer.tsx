/** A bounce at the edge of the list: what decided and what follows, without leaving the page. */
import { Dialog } from '../../parts/dialog.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { ClassTag } from '../../parts/tag.tsx';
import { At } from '../../parts/time.tsx';
import { causeText } from '../../words/verdicts.ts';
import { BounceActions, CorrectionNote } from '../bounce/actions.tsx';
import { Effect } from '../bounce/effect.tsx';
import { Said } from '../bounce/said.tsx';
import { useBounce } from '../bounce/use-bounce.ts';

export function BounceDrawer({ id, close }: { readonly id: string; readonly close: () => void }) {
  const asked = useBounce(id);
  const title = asked.kind === 'there' ? causeText(asked.data.standing) : 'Bounce';
  return (
    <Dialog title={title} close={close} drawer>
      <Loaded asked={asked} lines={10}>
        {({ view, standing, correction }) => (
          <div class="stack">
            <p class="row">
              <ClassTag event={standing} />
              <span class="wrap">{standing.recipient}</span>
              <At at={standing.at} />
            </p>
            <CorrectionNote correction={correction} recorded={view.event} />
            <Said id={id} view={view} />
            <Effect event={standing} />
            <div class="row">
              <a class="button main-action" href={`/bounces/${encodeURIComponent(id)}`}>
                Why: the whole proof
              </a>
              {standing.message_id === null ? null : (
                <a class="button" href={`/messages/${encodeURIComponent(standing.message_id)}`}>
                  Message
                </a>
              )}
              <BounceActions event={standing} correction={correction} done={asked.again} />
            </div>
          </div>
        )}
      </Loaded>
    </Dialog>
  );
}
