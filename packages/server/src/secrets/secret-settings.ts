/** Which settings of a source are nobody else's business. */
import type { SourceSettings } from '../intake/source-settings.ts';

/** Of settings as they are kept (store/sources.ts). */
export function holdsSecret(stored: Readonly<Record<string, unknown>>): boolean {
  const settings = stored as unknown as SourceSettings;
  switch (settings.kind) {
    case 'imap':
      return settings.password !== null;
    case 'webhook': {
      const { keys = [], basic = [], tokens = [], headers = [] } = settings.secrets;
      return keys.length + basic.length + tokens.length + headers.length > 0;
    }
    case 'maildir':
    case 'log':
      return false;
  }
}
