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

/** Of an event: a complaint is one, whatever its verdict says of bounces. */
export const ClassTag = ({ event: { type, verdict } }: { readonly event: Classed }) => (
  <BounceTag bounce={type === 'feedback_received' ? 'complaint' : verdict?.bounce} />
);

interface Classed {
  readonly type: string;
  readonly verdict: { readonly bounce: string } | null;
}

export const BounceTag = ({ bounce }: { readonly bounce: string | null | undefined }) => (
  <Tag tone={bounceTone(bounce)}>{bounce ?? 'none'}</Tag>
);
