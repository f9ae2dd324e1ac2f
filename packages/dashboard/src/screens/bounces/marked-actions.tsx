/** What can be done with the addresses of several bounces at once: suppress, lift, copy. */
import { useState } from 'preact/hooks';
import { answer, api } from '../../api/client.ts';
import { may } from '../../api/session.ts';
import { Ask } from '../../parts/ask.tsx';
import { copy } from '../../parts/copy.tsx';
import { Menu } from '../../parts/menu.tsx';
import { say } from '../../parts/toast.tsx';
import { count } from '../../words/figures.ts';

export interface MarkedActionsProps {
  /** Each once. */
  readonly addresses: readonly string[];
  readonly done: () => void;
}

export function MarkedActions({ addresses, done }: MarkedActionsProps) {
  const [asked, setAsked] = useState<'suppress' | 'lift' | null>(null);
  const what = `${count(addresses.length)} ${addresses.length === 1 ? 'address' : 'addresses'}`;
  const act = async (why: string): Promise<void> => {
    let changed = 0;
    for (const address of addresses)
      if (await (asked === 'lift' ? lift(address, why) : suppress(address, why))) changed++;
    say(asked === 'lift' ? `${count(changed)} of ${what} lifted` : `${what} suppressed`);
    done();
  };
  return (
    <>
      <Menu label={`Act on ${what}`} text={`${what} marked`} icon="next">
        <button type="button" onClick={() => void copy(addresses.join('\n'), what)}>
          Copy the addresses
        </button>
        {may('suppressions:write') ? (
          <>
            <button type="button" onClick={() => setAsked('suppress')}>
              Suppress…
            </button>
            <button type="button" onClick={() => setAsked('lift')}>
              Lift…
            </button>
          </>
        ) : null}
        <button type="button" onClick={done}>
          Mark none
        </button>
      </Menu>
      {asked === null ? null : (
        <Ask
          title={asked === 'lift' ? `Lift the suppression of ${what}?` : `Suppress ${what}?`}
          verb={asked === 'lift' ? 'Lift' : 'Suppress'}
          danger={asked === 'lift'}
          why="required"
          close={() => setAsked(null)}
          act={act}
        >
          <p>
            {asked === 'lift'
              ? 'They get mail again. Those for which the cause still stands bounce again, and come back.'
              : 'They get no mail of any kind until somebody lifts it.'}
          </p>
          <ul class="marked-addresses">
            {addresses.map((address) => (
              <li key={address} class="wrap">
                {address}
              </li>
            ))}
          </ul>
        </Ask>
      )}
    </>
  );
}

async function suppress(address: string, why: string): Promise<boolean> {
  const body = { scope: 'global', reason: 'previously_suppressed', why } as const;
  await answer(api.PUT('/v1/suppressions/{address}', { params: { path: { address } }, body }));
  return true;
}

/** False: nothing held it back. */
async function lift(address: string, why: string): Promise<boolean> {
  const params = { path: { address }, query: { why } };
  return (await answer(api.DELETE('/v1/suppressions/{address}', { params }))).released;
}
