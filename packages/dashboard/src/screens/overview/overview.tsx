import { Head } from '../../parts/head.tsx';

export default function Overview() {
  return <Head title="Overview">To come.</Head>;
}
