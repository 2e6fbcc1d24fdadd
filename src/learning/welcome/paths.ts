import type { Nation } from '../../organisations/organisations.types.js';
import { learningPaths } from '../paths.js';

const withQuery = (path: string, query: Record<string, string | undefined>) => {
  const given = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given).toString()}`;
};

export const welcomePaths = {
  home: () => '/',
  answers: () => '/welcome/answers',
  law: (nation: Nation, answer: string) => withQuery('/welcome/law', { nation, answer }),
  workplaces: (nation?: Nation, text?: string) => withQuery('/welcome/workplaces', { nation, text }),
  workplace: (code: string) => `/welcome/workplaces/${encodeURIComponent(code)}`,
  learning: () => learningPaths.mine(),
  /** Pages of other modules to which a visitor is led. */
  trust: (code: string) => `/trusts/${encodeURIComponent(code)}`,
  trusts: (nation?: Nation) => withQuery('/trusts', { nation }),
  register: (workplace?: string) => withQuery('/register', { workplace }),
};
