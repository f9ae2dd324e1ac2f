/** Foreign programs and files tell nobody when they are done, so they are asked again and again. */
export async function until(reached: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await reached()); tries++) {
    if (tries === 400) throw new Error('It did not come about within 20 seconds');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
