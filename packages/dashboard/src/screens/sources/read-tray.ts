/** An item of the tray as text: what a stranger has written, to be shown as text and nothing else. */
import { answer, api } from '../../api/client.ts';

/** Characters that are shown. */
const most = 200_000;

export async function readTray(id: string, signal: AbortSignal): Promise<string> {
  const text: unknown = await answer(
    api.GET('/v1/tray/{id}/raw', { params: { path: { id } }, parseAs: 'text', signal }),
  );
  return String(text).slice(0, most);
}
