/** A secret that is shown this once. */
import { copy } from '../../parts/copy.tsx';
import { Dialog } from '../../parts/dialog.tsx';

export function Secret({ secret, close }: { readonly secret: string; readonly close: () => void }) {
  return (
    <Dialog title="The secret that signs" close={close}>
      <p>It is shown this once. The receiver verifies with it that it was us (Standard Webhooks, `v1`).</p>
      <pre class="reply">{secret}</pre>
      <div class="end">
        <button type="button" class="button" onClick={() => void copy(secret, 'Secret')}>
          Copy
        </button>
        <button type="button" class="button main-action" onClick={close}>
          I have it
        </button>
      </div>
    </Dialog>
  );
}
