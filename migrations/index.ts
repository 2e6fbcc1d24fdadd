import { House1764000000000 } from './1764000000000-house.js';

/** Every migration, oldest first. */
export const migrations = [House1764000000000];
