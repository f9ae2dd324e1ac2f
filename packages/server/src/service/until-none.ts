/** Once more while anything is left and it may go on. */
export async function untilNone(go: () => boolean, sweep: () => Promise<number>): Promise<number> {
  let deleted = 0;
  for (let last = 1; last > 0 && go(); deleted += last) last = await sweep();
  return deleted;
}
