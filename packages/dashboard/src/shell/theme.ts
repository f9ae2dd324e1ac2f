/** Light, dark, or as the system has it; remembered in this browser. */
import { signal } from '@preact/signals';

export const themes = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

const key = 'hearback.theme';

function storedTheme(): Theme {
  // Storage may be forbidden; the theme is then the system's.
  try {
    return themes.find((theme) => theme === localStorage.getItem(key)) ?? 'auto';
  } catch {
    return 'auto';
  }
}

export const theme = signal<Theme>(storedTheme());

function applyTheme(chosen: Theme): void {
  if (chosen === 'auto') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = chosen;
}

export function chooseTheme(chosen: Theme): void {
  theme.value = chosen;
  applyTheme(chosen);
  try {
    localStorage.setItem(key, chosen);
  } catch {
    // As above: it holds until the page is left.
  }
}
