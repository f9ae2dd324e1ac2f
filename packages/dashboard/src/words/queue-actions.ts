/** What can be done with what waits, as people say it. */
export const queueActions = {
  retry: {
    verb: 'Retry now',
    done: 'Tried again',
    final: false,
    meaning: 'It is tried at once instead of at its next time.',
  },
  hold: {
    verb: 'Hold',
    done: 'Held',
    final: false,
    meaning: 'It waits until somebody releases it, and does not expire.',
  },
  release: { verb: 'Release', done: 'Released', final: false, meaning: 'What was held goes on.' },
  expire: {
    verb: 'Expire',
    done: 'Expired',
    final: true,
    meaning: 'It is given up now, and its sender is told so by a bounce mail. This cannot be undone.',
  },
  cancel: {
    verb: 'Cancel',
    done: 'Cancelled',
    final: true,
    meaning: 'It is taken out of the queue, and nobody is told. This cannot be undone.',
  },
} as const;

export type QueueAction = keyof typeof queueActions;
