/** An event as the stream of a service tells it. */
export const toldEvent = {
  id: 'evt_1',
  at: '2026-11-29T09:15:00Z',
  type: 'delivered',
  recipient: 'jo@a.example',
  mx: null,
  verdict: null,
};
