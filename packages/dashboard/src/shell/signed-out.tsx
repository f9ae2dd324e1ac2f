/** There is no password: whoever can reach the server's socket makes a link that works once. */
import { useEffect, useState } from 'preact/hooks';
import { forgetPlace, keepPlace } from '../api/enter.ts';
import { askSession, session } from '../api/session.ts';
import { Dialog } from '../parts/dialog.tsx';
import { Toasts } from '../parts/toast.tsx';

const Link = () => (
  <>
    <pre class="reply">hearback login</pre>
    <p class="quiet">
      Somebody else’s server? Ask its operator for a link; <code>hearback login --read-only</code> makes one that
      changes nothing.
    </p>
  </>
);

/** Where the link leads back to, when it is opened in this tab. */
function useKeptPlace(): void {
  useEffect(() => {
    keepPlace();
    return forgetPlace;
  }, []);
}

export function SignedOut({ unreachable }: { readonly unreachable: boolean }) {
  useKeptPlace();
  return (
    <main class="signed-out">
      <img src="/icon.svg" alt="" width="44" height="44" />
      <h1>{unreachable ? 'The server does not answer' : 'Who is there?'}</h1>
      {unreachable ? (
        <>
          <p>It may be starting, or the network between is down. It is tried again.</p>
          <button type="button" class="button main-action" onClick={() => void askSession()}>
            Try again
          </button>
        </>
      ) : (
        <>
          <p>There are no passwords here. On the machine of the server, make a link that works once:</p>
          <Link />
        </>
      )}
      <Toasts />
    </main>
  );
}

/** Over the page as it was: it goes on when somebody is in again, in this tab or another. */
export function SessionEnded() {
  useKeptPlace();
  const [open, setOpen] = useState(true);
  // Whatever is asked for meanwhile is refused, and says so anew.
  useEffect(() => setOpen(true), [session.value]);
  if (!open) return null;
  return (
    <Dialog title="Your session has ended" close={() => setOpen(false)}>
      <p>
        It was too old, or somebody has ended it. Nothing here is lost: make a link that works once, open it in this
        browser, and this page goes on where it was.
      </p>
      <Link />
    </Dialog>
  );
}
