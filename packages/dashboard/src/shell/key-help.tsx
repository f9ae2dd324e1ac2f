/** `?`: the keys that are bound at the moment. */
import { Dialog } from '../parts/dialog.tsx';
import { bindings } from './keys.ts';

const isMac = navigator.platform.startsWith('Mac');
const shown = (keys: string): string =>
  keys.replace('mod+', isMac ? '⌘' : 'Ctrl-').replace(/k$/, (key) => (keys.startsWith('mod') ? 'K' : key));

export function KeyHelp({ close }: { readonly close: () => void }) {
  const known = new Map(bindings.value.map(({ keys, says }) => [keys, says]));
  return (
    <Dialog title="Keys" close={close}>
      <dl class="facts">
        {[...known].map(([keys, says]) => (
          <>
            <dt key={keys}>
              {shown(keys)
                .split(' ')
                .map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
            </dt>
            <dd>{says}</dd>
          </>
        ))}
      </dl>
    </Dialog>
  );
}
