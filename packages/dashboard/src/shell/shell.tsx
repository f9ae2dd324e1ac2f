/** The page around a screen: rail, bar, keys, palette, and the screen that the address bar names. */
import type { ComponentType } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { liveState } from '../api/live.ts';
import { Problem } from '../api/problem.ts';
import { isSimulated } from '../api/session.ts';
import { Head } from '../parts/head.tsx';
import { Bones, Empty, Odd, Trouble, useBroken } from '../parts/loaded.tsx';
import { Toasts } from '../parts/toast.tsx';
import { match } from '../router/match.ts';
import { linkTo, navigate, path } from '../router/place.ts';
import { KeyHelp } from './key-help.tsx';
import { hearKeys, onKey } from './keys.ts';
import { Palette } from './palette.tsx';
import { inRail, Rail } from './rail.tsx';
import { type Screen, type ScreenProps, screens } from './screens.ts';
import { Top } from './top.tsx';

type Opened = 'palette' | 'keys' | 'rail' | null;

export function Shell() {
  const [opened, setOpened] = useState<Opened>(null);
  useEffect(() => {
    const palette = (): void => setOpened('palette');
    const stop = [
      hearKeys(),
      onKey('/', 'Look for something', palette),
      onKey('mod+k', 'Look for something', palette),
      onKey('?', 'Show the keys', () => setOpened('keys')),
      ...inRail(isSimulated.value).flatMap((screen) =>
        screen.rail.key === undefined
          ? []
          : [onKey(`g ${screen.rail.key}`, screen.title, () => navigate(linkTo(screen.path)))],
      ),
    ];
    return () => {
      for (const each of stop) each();
    };
  }, []);
  const close = (): void => setOpened(null);
  const here = current(path.value);
  const main = useRef<HTMLElement>(null);
  useFocusOfPlace(main);
  return (
    <div class="shell">
      <a class="skip" href="#main">
        To the content
      </a>
      <Rail open={opened === 'rail'} close={close} />
      <Top
        inert={opened === 'rail'}
        windowed={here?.screen.windowed === true}
        openMenu={() => setOpened('rail')}
        openPalette={() => setOpened('palette')}
      />
      <main ref={main} class="main" id="main" tabIndex={-1} aria-label={here?.screen.title} inert={opened === 'rail'}>
        {here === null ? <NoSuchPage /> : <Lazily key={here.screen.path} {...here} />}
      </main>
      {opened === 'palette' ? <Palette close={close} /> : null}
      {opened === 'keys' ? <KeyHelp close={close} /> : null}
      <Toasts />
    </div>
  );
}

/** Whoever comes to another screen by keys begins there, not behind the link that is gone. A dialog that opens keeps what it has. */
function useFocusOfPlace(main: { readonly current: HTMLElement | null }): void {
  const before = useRef(path.value);
  useEffect(() => {
    if (before.current === path.value) return;
    before.current = path.value;
    main.current?.focus({ preventScroll: true });
  }, [path.value]);
}

function current(here: string): ({ readonly screen: Screen } & ScreenProps) | null {
  for (const screen of screens) {
    const params = match(screen.path, here);
    if (params !== null) return { screen, params };
  }
  return null;
}

const NoSuchPage = () => (
  <>
    <Head title="There is no such page" />
    <Empty title={path.value}>
      <a href="/">To the overview</a>
    </Empty>
  </>
);

const stale = (): Problem =>
  new Problem('stale', 'The server has been replaced by another version, or cannot be reached.');

function Lazily({ screen, params }: { readonly screen: Screen } & ScreenProps) {
  const [loaded, setLoaded] = useState<ComponentType<ScreenProps> | null>(null);
  const [failed, setFailed] = useState(false);
  const broken = useBroken(path.value);
  useEffect(() => {
    screen.load().then(
      (module) => setLoaded(() => module.default),
      () => setFailed(true),
    );
  }, [screen]);
  // Whoever waits for the server need not press anything when it is back: what was asked of it before comes no more. One that
  // is there and has no such file is another version.
  const isThere = loaded !== null;
  useEffect(() => {
    if (isThere || (failed && liveState.value === 'live')) return undefined;
    let isLost = failed;
    return liveState.subscribe((state) => {
      if (state === 'live' && isLost) location.reload();
      isLost ||= state === 'lost';
    });
  }, [isThere, failed]);
  if (failed || broken)
    return (
      <>
        <Head title={screen.title} />
        {broken ? <Odd /> : <Trouble problem={stale()} again={() => location.reload()} />}
      </>
    );
  const Loaded = loaded;
  return Loaded === null ? <Bones lines={8} /> : <Loaded params={params} />;
}
