/**
 * The one anatomy of every panel: title, one sentence that says what it means, what it shows, and where it comes from: as a
 * query to open, as curl and as a command.
 */
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { copy } from './copy.tsx';
import { Menu } from './menu.tsx';

export interface Origin {
  /** Path and query of the API: "/v1/stats/top?dimension=provider". */
  readonly path: string;
  /** "hearback provider ls" */
  readonly cli?: string;
  /** Where the same is looked at in the page. */
  readonly open?: string;
}

export interface PanelProps {
  readonly title: string;
  readonly meaning?: ComponentChildren;
  readonly from?: Origin;
  readonly actions?: ComponentChildren;
  /** Tables reach the edges. */
  readonly flush?: boolean;
  readonly footer?: ComponentChildren;
  readonly children: ComponentChildren;
}

export function Panel({ title, meaning, from, actions, flush = false, footer, children }: PanelProps) {
  const id = useId();
  return (
    <section class="panel" aria-labelledby={id}>
      <header>
        <div>
          <h2 id={id}>{title}</h2>
          {meaning === undefined ? null : <p>{meaning}</p>}
        </div>
        {actions}
        {from === undefined ? null : <OriginMenu title={title} from={from} />}
      </header>
      <div class={flush ? 'body flush' : 'body'}>{children}</div>
      {footer === undefined ? null : <footer>{footer}</footer>}
    </section>
  );
}

const curlOf = (path: string): string =>
  `curl -H "Authorization: Bearer $HEARBACK_TOKEN" '${location.origin}${path.replaceAll("'", '%27')}'`;

export function OriginMenu({ title, from: { path, cli, open } }: { readonly title: string; readonly from: Origin }) {
  return (
    <Menu label={`${title}: where this comes from`}>
      {open === undefined ? null : <a href={open}>Open as a query</a>}
      <button type="button" onClick={() => void copy(curlOf(path), 'curl command')}>
        Copy as curl
      </button>
      {cli === undefined ? null : (
        <button type="button" onClick={() => void copy(cli, 'Command')}>
          Copy as command
        </button>
      )}
    </Menu>
  );
}
