/** For whom a portfolio is taken along: which time of it, and how it is laid out. */
export const audiences = ['nmc', 'gmc', 'rcp', 'hcpc', 'all'] as const;
export type Audience = (typeof audiences)[number];
