/** Why something is held back, with the incident that does it. */
import { brakeWords } from '../../words/brake.ts';

export function BrakeText({ brake }: { readonly brake: { readonly by: string; readonly why: string } }) {
  const { text, incident } = brakeWords(brake);
  return (
    <span class="quiet two-lines" title={text}>
      {text}
      {incident === null ? null : (
        <>
          {' '}
          <a href={`/incidents/${encodeURIComponent(incident)}`}>See the incident</a>
        </>
      )}
    </span>
  );
}
