import { providers } from '../health/kinds.ts';
import { PartList } from '../health/part-list.tsx';

export default function Providers() {
  return <PartList kind={providers} />;
}
