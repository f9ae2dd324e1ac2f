/** Mixtures: how often which scenario, in shares of one. What is left of the one is accepted. */
export type Profile = Readonly<Record<string, number>>;

export const profiles = {
  /** A bit of everything, as a large sender sees it. */
  mix: {
    user_unknown: 0.03,
    user_disabled: 0.005,
    mailbox_full: 0.01,
    mailbox_full_inactive: 0.005,
    greylist: 0.03,
    'rate_limited-for-20m': 0.02,
    'receiver_temporary_failure-for-10m': 0.01,
    spam_content: 0.004,
    policy_restriction: 0.003,
    recipient_restricted: 0.002,
    'oob-mailbox-full': 0.003,
    oob: 0.005,
    ooo: 0.01,
    fbl: 0.001,
  },
  /** A list that is looked after. */
  healthy: {
    user_unknown: 0.004,
    mailbox_full: 0.004,
    greylist: 0.02,
    'receiver_temporary_failure-for-10m': 0.004,
    oob: 0.001,
    ooo: 0.015,
    fbl: 0.0005,
  },
  /** An old list, bought or never cleaned. */
  sick: {
    user_unknown: 0.09,
    user_disabled: 0.03,
    mailbox_full_inactive: 0.02,
    mailbox_full: 0.02,
    spam_content: 0.02,
    greylist: 0.02,
    oob: 0.01,
    fbl: 0.004,
  },
} as const satisfies Readonly<Record<string, Profile>>;

/** The scenario that falls to a draw from 0 up to 1. */
export function drawFrom(profile: Profile, draw: number): string {
  let left = draw;
  for (const [name, share] of Object.entries(profile)) {
    left -= share;
    if (left < 0) return name;
  }
  return 'ok';
}
