/** There is no password: whoever can reach the server's socket makes a link that works once. */
import { askSession } from '../api/session.ts';

import { Toasts } from '../parts/toast.tsx';

export function SignedOut({ unreachable }: { readonly unreachable: boolean }) {
  return (
    <main class="signed-out">
      <img src="/icon.svg" alt="" width="44" height="44" />
      <h1>{unreachable ? 'The server does not answer' : 'Who is there?'}</h1>
      {unreachable ? (
        <>
          <p>It may be starting, or the network between is down.</p>
          <button type="button" class="button main-action" onClick={() => void askSession()}>
            Try again
          </button>
        </>
      ) : (
        <>
          <p>There are no passwords here. On the machine of the server, make a link that works once:</p>
          <pre class="reply">hearback login</pre>
          <p class="quiet">
            Somebody else’s server? Ask its operator for a link; <code>hearback login --read-only</code> makes one that
            changes nothing.
          </p>
        </>
      )}
      <Toasts />
    </main>
  );
}
