/** The house: its configuration as it is in use, keys, sessions of people, how it tries again, who changed what. */
import { may } from '../../api/session.ts';
import { Head } from '../../parts/head.tsx';
import { AuditPanel } from './audit-panel.tsx';
import { ConfigurationPanel } from './configuration-panel.tsx';
import { KeysPanel } from './keys-panel.tsx';
import { SessionsPanel } from './sessions-panel.tsx';
import './settings.css';

export default function Settings() {
  return (
    <>
      <Head title="Settings">
        The configuration file is the truth: what is set there is shown here. Keys and sessions are made and ended here.
      </Head>
      <div class="stack">
        {may('keys:write') ? (
          <>
            <KeysPanel />
            <SessionsPanel />
          </>
        ) : (
          <p class="quiet">Your session may not see keys and sessions (scope keys:write).</p>
        )}
        {may('audit:read') ? <AuditPanel /> : null}
        {may('settings:read') ? <ConfigurationPanel /> : null}
      </div>
    </>
  );
}
