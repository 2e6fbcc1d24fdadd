import type { ReflectionGround } from '../portfolio.types.js';

const names: Record<ReflectionGround, string> = {
  cpd: 'A CPD activity',
  feedback: 'Feedback on my practice',
  experience: 'An event or experience in my practice',
};

/** What a reflective account draws on, in words. */
export const groundName = (ground: ReflectionGround): string => names[ground];
