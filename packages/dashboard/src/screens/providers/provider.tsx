import type { ScreenProps } from '../../shell/screens.ts';
import { providers } from '../health/kinds.ts';
import { PartHealth } from '../health/part-health.tsx';

export default function Provider({ params }: ScreenProps) {
  return <PartHealth kind={providers} name={params['name'] ?? ''} />;
}
