/** Copies a text and says so. */
import { say } from './toast.tsx';

export async function copy(text: string, what: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    say(`${what} copied`);
  } catch {
    say(`The browser does not let us copy. ${what}: ${text}`);
  }
}
