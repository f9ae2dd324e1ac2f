import { senders } from '../health/kinds.ts';
import { PartList } from '../health/part-list.tsx';

export default function Senders() {
  return <PartList kind={senders} />;
}
