import type { ScreenProps } from '../../shell/screens.ts';
import { lists } from '../health/kinds.ts';
import { PartHealth } from '../health/part-health.tsx';

export default function List({ params }: ScreenProps) {
  return <PartHealth kind={lists} name={params['name'] ?? ''} />;
}
