/** A smaller input that shows the same: pieces are left out, halves first, as long as the find stays (delta debugging). */
const mostTries = 3000;

export async function shrink(input: string, stays: (input: string) => Promise<boolean>): Promise<string> {
  let small = input;
  let tries = 0;
  for (let size = Math.ceil(input.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < small.length && tries < mostTries; tries++) {
      const without = small.slice(0, at) + small.slice(at + size);
      if (await stays(without)) small = without;
      else at += size;
    }
  }
  return small;
}
