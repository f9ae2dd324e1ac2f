/** Rambler & Co. */
import type { Provider } from './rule.ts';

export const rambler: Provider = {
  id: 'rambler',
  name: 'Rambler',
  mx: ['rambler.ru', 'rambler-co.ru'],
  rules: [],
};
