// Runs before the page is drawn, so that a chosen theme does not flash. The rest of themes is in src/shell/theme.ts.
try {
  const theme = localStorage.getItem('hearback.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Storage is forbidden here: the theme is the system's.
}
