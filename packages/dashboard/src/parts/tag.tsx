/** A state in words with its sign: colour is never alone. */
import type { ComponentChildren } from 'preact';
import { bounceTone, rateText, rateTone, type Tone } from '../words/verdicts.ts';
import { Icon } from './icon.tsx';

export function Tag({ tone, children }: { readonly tone: Tone; readonly children: ComponentChildren }) {
  return (
    <span class="tag" data-tone={tone}>
      <Icon name={tone} />
      {children}
    </span>
  );
}

export const RateTag = ({ state }: { readonly state: string }) => <Tag tone={rateTone(state)}>{rateText(state)}</Tag>;

export const BounceTag = ({ bounce }: { readonly bounce: string | null | undefined }) => (
  <Tag tone={bounceTone(bounce)}>{bounce ?? 'none'}</Tag>
);
