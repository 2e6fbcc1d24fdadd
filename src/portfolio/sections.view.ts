import { portfolioPaths } from './paths.js';

/** A part of the portfolio, in the list of its parts. */
export interface SectionLink {
  text: string;
  href: string;
  current: boolean;
}

const parts = [
  { key: 'activities', text: 'What you learned', href: portfolioPaths.home() },
  { key: 'reflections', text: 'Reflective accounts', href: portfolioPaths.reflections() },
  { key: 'registers', text: 'For your register', href: portfolioPaths.registers() },
  { key: 'export', text: 'Take it with you', href: portfolioPaths.export() },
] as const;

/** The parts of the portfolio, with the one where one stands. */
export function sections(current: (typeof parts)[number]['key']): SectionLink[] {
  return parts.map(({ key, text, href }) => ({ text, href, current: key === current }));
}
