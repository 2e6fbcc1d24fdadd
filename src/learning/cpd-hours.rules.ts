/**
 * CPD hours for so many minutes of learning: whole quarters of an hour that were reached, so that nobody claims more
 * than they learned (one CPD hour is one hour of learning, breaks excluded).
 */
export function cpdHours(minutes: number): number {
  return Math.floor(Math.max(0, minutes) / 15) / 4;
}
