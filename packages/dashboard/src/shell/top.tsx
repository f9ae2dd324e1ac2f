/** The bar above every screen: look for something, the window of time, whether news come in, the theme, who is here. */

import { asProblem } from '../api/client.ts';
import { liveState } from '../api/live.ts';
import { session, signOut, visitor } from '../api/session.ts';
import { Icon } from '../parts/icon.tsx';
import { Menu } from '../parts/menu.tsx';
import { say } from '../parts/toast.tsx';
import { WindowPicker } from '../parts/window-picker.tsx';
import { chooseTheme, theme, themes } from './theme.ts';

const liveText = { paused: 'paused', connecting: 'connecting', live: 'live', lost: 'connection lost' } as const;

export interface TopProps {
  /** Behind the open rail. */
  readonly inert: boolean;
  /** Whether the screen looks at a window of time. */
  readonly windowed: boolean;
  readonly openMenu: () => void;
  readonly openPalette: () => void;
}

export function Top({ inert, windowed, openMenu, openPalette }: TopProps) {
  const who = visitor.value?.name ?? '';
  const state = session.value.kind === 'ended' ? 'lost' : liveState.value;
  const news = session.value.kind === 'ended' ? 'signed out' : liveText[state];
  return (
    <header class="top" inert={inert}>
      <button type="button" class="button plain icon menu-button" aria-label="Menu" onClick={openMenu}>
        <Icon name="menu" />
      </button>
      <button type="button" class="button seek" onClick={openPalette}>
        <Icon name="search" />
        <span>Address, message, reply…</span>
        <kbd>/</kbd>
      </button>
      <div class="end">
        <span class="live" data-state={state} role="status" title={`News from the server: ${news}`}>
          <i />
          <span>{news}</span>
        </span>
        {windowed ? <WindowPicker /> : null}
        <Menu label={`Theme and session of ${who}`} icon="theme">
          {themes.map((each) => (
            <button key={each} type="button" aria-pressed={theme.value === each} onClick={() => chooseTheme(each)}>
              {theme.value === each ? '● ' : '○ '}
              {each === 'auto' ? 'As the system' : each === 'light' ? 'Light' : 'Dark'}
            </button>
          ))}
          <button type="button" onClick={() => void signOut().catch((error: unknown) => say(asProblem(error).message))}>
            Sign out
          </button>
        </Menu>
      </div>
    </header>
  );
}
