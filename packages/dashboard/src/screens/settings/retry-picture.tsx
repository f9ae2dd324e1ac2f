/** Attempts along the life of a message; the first hours take the most room (the scale is the square root of the time). */
import { span } from '../../words/figures.ts';

export interface RetryPictureProps {
  /** Milliseconds since acceptance. */
  readonly attempts: readonly number[];
  readonly end: number;
}

/** Narrow pages show it as large, with fewer names. */
const narrow = 640;
/** Between two names. */
const apart = 64;
const named = [15 * 60_000, 3_600_000, 6 * 3_600_000, 24 * 3_600_000, 48 * 3_600_000, 96 * 3_600_000];

export function RetryPicture({ attempts, end }: RetryPictureProps) {
  const width = innerWidth < narrow ? 320 : 1000;
  const at = (instant: number): number => Math.sqrt(instant / Math.max(1, end)) * width;
  const text = `${attempts.length} attempts: ${attempts.map((each) => (each === 0 ? 'at once' : `after ${span(each)}`)).join(', ')}; given up after ${span(end)}.`;
  return (
    <figure>
      <svg class="chart" viewBox={`-12 0 ${width + 24} 62`} role="img" aria-label={text}>
        <line class="axis" x1="0" x2={width} y1="30" y2="30" />
        {named
          .filter((each, index) => at(each) - at(named[index - 1] ?? 0) > apart && width - at(each) > 2 * apart)
          .map((each) => (
            <text key={each} x={at(each)} y="54" text-anchor="middle">
              {span(each)}
            </text>
          ))}
        <text x={width} y="54" text-anchor="end">
          {span(end)}: given up
        </text>
        {attempts.map((each) => (
          <circle key={each} class="attempt" cx={at(each)} cy="30" r="5" />
        ))}
        <line class="given-up" x1={width} x2={width} y1="16" y2="44" />
      </svg>
      <figcaption class="quiet">
        {attempts.length} attempts within {span(end)}; the first hours take the most room in the picture.
      </figcaption>
    </figure>
  );
}
