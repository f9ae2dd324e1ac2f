import type { ScreenProps } from '../../shell/screens.ts';
import { senders } from '../health/kinds.ts';
import { PartHealth } from '../health/part-health.tsx';

export default function Sender({ params }: ScreenProps) {
  return <PartHealth kind={senders} name={params['name'] ?? ''} />;
}
