/** Something done at a press of a button, without a question before: what came of it is said, also when it is refused. */
import { asProblem } from '../api/client.ts';
import { say } from './toast.tsx';

/** `work` resolves to what is said when it is done. */
export async function attempt(work: () => Promise<string>): Promise<void> {
  try {
    say(await work());
  } catch (error) {
    say(asProblem(error).message);
  }
}
