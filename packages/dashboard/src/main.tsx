/** The page's beginning: styles, who is there, news, the shell. */
import './styles/tokens.css';
import './styles/base.css';
import './styles/shell.css';
import './styles/layout.css';
import './styles/panel.css';
import './styles/controls.css';
import './styles/tags.css';
import './styles/table.css';
import './styles/states.css';
import './styles/facts.css';
import './styles/overlays.css';
import './styles/charts.css';
import './styles/evidence.css';
import './styles/filters.css';
import './styles/heat.css';
import './styles/dialogue.css';
import './styles/timeline.css';
import './styles/screens.css';
import './styles/cards.css';
import './styles/print.css';
import { render } from 'preact';
import { useEffect } from 'preact/hooks';
import { asProblem } from './api/client.ts';
import { enterByLink } from './api/enter.ts';
import { listen } from './api/live.ts';
import { askSession, awaitSession, keepTime, session } from './api/session.ts';
import { say } from './parts/toast.tsx';
import { followLinks } from './router/place.ts';
import { Shell } from './shell/shell.tsx';
import { SessionEnded, SignedOut } from './shell/signed-out.tsx';

function Page() {
  const { kind } = session.value;
  useEffect(() => followLinks(), []);
  useEffect(() => (kind === 'in' ? listen() : undefined), [kind]);
  useEffect(() => (kind === 'in' ? keepTime() : undefined), [kind]);
  useEffect(() => (kind === 'in' ? undefined : awaitSession()), [kind]);
  if (kind === 'asking') return null;
  if (kind !== 'in' && kind !== 'ended') return <SignedOut unreachable={kind === 'unreachable'} />;
  return (
    <>
      <Shell />
      {kind === 'ended' ? <SessionEnded /> : null}
    </>
  );
}

const place = document.getElementById('page');
if (place !== null) render(<Page />, place);
const enter = (): void =>
  void enterByLink()
    .catch((error: unknown) => say(asProblem(error).message))
    .then(askSession);
// A link that is put into the address bar of this tab loads nothing anew.
window.addEventListener('hashchange', () => {
  if (location.hash.startsWith('#login=')) enter();
});
enter();
