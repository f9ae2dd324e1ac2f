/** Before the first mail: the three ways in. */
import { Head } from '../../parts/head.tsx';
import { Panel } from '../../parts/panel.tsx';

export function NoMailYet() {
  return (
    <>
      <Head title="No mail yet" tab="Overview">
        As soon as something is sent or heard, this page says whether all is well. Three ways to begin:
      </Head>
      <div class="grid cards">
        <Panel title="Send through it" meaning="By SMTP to the submission port, or by HTTP.">
          <pre class="reply">hearback send ann@example.com &lt; letter.eml</pre>
        </Panel>
        <Panel title="Let it listen" meaning="To a mailbox, a log, a provider’s webhook.">
          <p>
            <a class="button" href="/sources">
              Add a source
            </a>
          </p>
        </Panel>
        <Panel title="See it with simulated receivers" meaning="Everything in a temporary folder, no network.">
          <pre class="reply">hearback demo</pre>
        </Panel>
      </div>
    </>
  );
}
