/** The rail: all screens by what they are for. On a narrow page it slides in from the left. */
import { useEffect, useRef } from 'preact/hooks';
import { visitor } from '../api/session.ts';
import { Icon } from '../parts/icon.tsx';
import { linkTo, path } from '../router/place.ts';
import { type Screen, screens } from './screens.ts';

const groups = ['Hear', 'Act', 'Watch', 'House'] as const;

export const inRail = (simulated: boolean): readonly (Screen & { readonly rail: NonNullable<Screen['rail']> })[] =>
  screens.flatMap((screen) =>
    screen.rail === undefined || (screen.simulatedOnly === true && !simulated)
      ? []
      : [{ ...screen, rail: screen.rail }],
  );

const isCurrent = (screen: Screen): boolean =>
  screen.path === '/' ? path.value === '/' : path.value === screen.path || path.value.startsWith(`${screen.path}/`);

export function Rail({ open, close }: { readonly open: boolean; readonly close: () => void }) {
  const known = visitor.value;
  const shown = inRail(known?.simulated ?? false);
  const rail = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!open) return undefined;
    const onKeyDown = ({ key }: KeyboardEvent): void => {
      if (key === 'Escape') close();
    };
    rail.current?.querySelector<HTMLElement>('[aria-current], a')?.focus();
    document.addEventListener('keydown', onKeyDown);
    return () => {
      document.removeEventListener('keydown', onKeyDown);
      document.querySelector<HTMLElement>('.menu-button')?.focus();
    };
  }, [open]);
  return (
    <>
      {open ? <button type="button" class="rail-shade" aria-label="Close the menu" onClick={close} /> : null}
      <nav ref={rail} class="rail" aria-label="Screens" data-open={open}>
        <a class="brand" href="/">
          <img src="/icon.svg" alt="" width="22" height="22" />
          hearback
        </a>
        {groups
          .filter((group) => shown.some(({ rail }) => rail.group === group))
          .map((group) => (
            <div key={group}>
              <h2>{group}</h2>
              <ul>
                {shown
                  .filter(({ rail }) => rail.group === group)
                  .map((screen) => (
                    <li key={screen.path}>
                      <a
                        href={linkTo(screen.path)}
                        aria-current={isCurrent(screen) ? 'page' : undefined}
                        onClick={close}
                      >
                        <Icon name={screen.rail.icon} />
                        {screen.title}
                      </a>
                    </li>
                  ))}
              </ul>
            </div>
          ))}
        {known === null ? null : (
          <footer>
            {known.simulated ? 'Simulated receivers · ' : ''}
            {known.hostname}
            <br />
            hearback {known.version}
          </footer>
        )}
      </nav>
    </>
  );
}
