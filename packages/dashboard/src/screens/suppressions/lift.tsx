/** Lets an address have mail again, with the reason that is asked for, and a warning of what speaks against it. */
import { isReason } from '@hearback/bounce';
import { answer, api } from '../../api/client.ts';
import type { Suppression } from '../../api/shapes.ts';
import { Ask } from '../../parts/ask.tsx';
import { Ago } from '../../parts/time.tsx';
import { say } from '../../parts/toast.tsx';
import { scopeText } from '../../words/suppressions.ts';
import { reasonText } from '../../words/verdicts.ts';

export interface LiftProps {
  readonly address: string;
  readonly entry: Suppression;
  readonly close: () => void;
  readonly done: () => void;
}

export function Lift({ address, entry, close, done }: LiftProps) {
  const { reason, since, why, who } = entry;
  return (
    <Ask
      title={`Lift the suppression of ${address}?`}
      verb="Lift"
      danger
      why="required"
      close={close}
      act={async (because) => {
        await answer(
          api.DELETE('/v1/suppressions/{address}', {
            params: { path: { address }, query: { ...placeOf(entry), why: because } },
          }),
        );
        say(`${address} gets mail again`, () => void putBack(address, entry, done));
        done();
      }}
    >
      <p>
        Held back from {scopeText(entry)}: {reasonText(reason)}, <Ago at={since} />
        {who === null ? '' : `, by ${who}`}. {why}
      </p>
      <p class="note">{warningOf(reason)}</p>
    </Ask>
  );
}

const placeOf = ({ scope, value }: Suppression) => (scope === 'global' ? {} : { scope, value });

const gone = new Set([
  'user_unknown',
  'user_disabled',
  'user_moved',
  'domain_not_found',
  'no_mx',
  'mailbox_full_inactive',
  'departed',
]);

function warningOf(reason: string): string {
  if (reason === 'complaint')
    return 'Whoever complained and gets mail again complains again: receivers count that against all your mail. Lift it only when the person asked for it.';
  if (gone.has(reason))
    return 'Mail to a mailbox that is gone costs reputation, and old addresses are made into spam traps. Lift it only when you know that it exists again.';
  return 'If the cause is still there, the next message bounces again, and the address comes back here.';
}

async function putBack(address: string, entry: Suppression, done: () => void): Promise<void> {
  const { reason, why, expires_at: until } = entry;
  try {
    await answer(
      api.PUT('/v1/suppressions/{address}', {
        params: { path: { address } },
        body: {
          ...placeOf(entry),
          ...(isReason(reason) ? { reason } : {}),
          why: `Lifting undone. ${why}`.slice(0, 500),
          ...(until === null ? {} : { expires_at: until }),
        },
      }),
    );
    say(`${address} is suppressed again`);
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
  }
  done();
}
