import { lists } from '../health/kinds.ts';
import { PartList } from '../health/part-list.tsx';

export default function Lists() {
  return <PartList kind={lists} />;
}
