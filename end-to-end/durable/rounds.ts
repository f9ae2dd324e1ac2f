/** How long these tests are to take, and whether the power can be cut here. */

/** Rounds of each kill point; HEARBACK_ROUNDS for the long version. */
export const rounds = Math.max(2, Number(process.env['HEARBACK_ROUNDS'] ?? 2));
/** Cuts in a row with fsync, and of the control without. */
export const cuts = Math.round(7.5 * rounds);
export const controlCuts = Math.min(8, cuts);

/** Where there is no root and no loop device, whoever runs the tests must say that they know. */
export const isPowerCut = process.env['HEARBACK_NO_POWER_CUT'] !== '1';

export function withoutPowerCut(what: string): void {
  console.warn(`\nHEARBACK_NO_POWER_CUT=1: ${what} NOT TESTED. What follows says nothing about a loss of power.\n`);
}
