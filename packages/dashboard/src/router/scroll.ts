/** How far a place was read: kept with its entry of the history, and gone back to as soon as there is so much to see again. */

let giveUp = (): void => undefined;

/** Before another place is shown. */
export function keepScroll(): void {
  giveUp();
  history.replaceState({ ...history.state, scrolled: scrollY }, '');
}

/** When a place is shown again. Whoever scrolls meanwhile is left alone. */
export function restoreScroll(): void {
  giveUp();
  const kept: unknown = history.state?.scrolled;
  const to = typeof kept === 'number' ? kept : 0;
  const settled = (): boolean => {
    window.scrollTo(0, to);
    return Math.abs(scrollY - to) < 2;
  };
  if (settled()) return;
  // What stood there is still being loaded.
  const grows = new ResizeObserver(() => {
    if (settled()) giveUp();
  });
  const own = ['wheel', 'touchstart', 'pointerdown', 'keydown'];
  giveUp = () => {
    grows.disconnect();
    for (const type of own) removeEventListener(type, giveUp);
    giveUp = () => undefined;
  };
  for (const type of own) addEventListener(type, giveUp, { passive: true });
  grows.observe(document.body);
}
