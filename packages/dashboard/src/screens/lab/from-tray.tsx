/** Takes a mail that the server keeps because it did not understand it. */
import { useEffect } from 'preact/hooks';
import { useAsked } from '../../api/asked.ts';
import { Trouble } from '../../parts/loaded.tsx';
import { readTray } from '../sources/read-tray.ts';
import type { Given } from './reading.ts';

export function TrayPicked({ id, take }: { readonly id: string; readonly take: (given: Given) => void }) {
  const asked = useAsked((signal) => readTray(id, signal), [id]);
  const text = asked.kind === 'there' ? asked.data : null;
  useEffect(() => {
    if (text !== null) take({ text, mx: '', stage: null });
  }, [text]);
  if (asked.kind === 'failed') return <Trouble problem={asked.problem} again={asked.again} />;
  return (
    <p class="quiet">
      From the <a href="/sources/tray">tray</a>
    </p>
  );
}
