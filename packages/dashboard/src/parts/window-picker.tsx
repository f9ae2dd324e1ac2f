/** The window of time that is looked at: in the address bar as `window`, 7 days when it is not there. */
import { query, setQuery } from '../router/place.ts';

export const windows = ['1h', '24h', '7d', '30d', '90d'] as const;
export type WindowName = (typeof windows)[number];

export const windowName = (): WindowName => windows.find((each) => each === query.value.get('window')) ?? '7d';

const texts: Readonly<Record<WindowName, string>> = {
  '1h': 'hour',
  '24h': '24 hours',
  '7d': '7 days',
  '30d': '30 days',
  '90d': '90 days',
};
/** As it stands behind "the last". */
export const windowText = (name: WindowName): string => texts[name];

export function WindowPicker() {
  return (
    <div class="segments" role="group" aria-label="Window of time">
      {windows.map((each) => (
        <button
          key={each}
          type="button"
          aria-pressed={windowName() === each}
          onClick={() => setQuery({ window: each === '7d' ? null : each })}
        >
          {each}
        </button>
      ))}
    </div>
  );
}
