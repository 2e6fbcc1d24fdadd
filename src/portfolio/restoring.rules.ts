/** So long may what was taken out of a portfolio be put back. */
export const DAYS_TO_RESTORE = 30;
