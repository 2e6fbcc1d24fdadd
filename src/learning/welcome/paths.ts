import { organisationPage } from '../../organisations/paths.js';
import type { Nation } from '../../organisations/organisations.types.js';
import { learningPaths } from '../paths.js';
import { withQuery } from '../../platform/http/with-query.js';

export const welcomePaths = {
  home: () => '/',
  answers: () => '/welcome/answers',
  law: (nation: Nation, answer: string) => withQuery('/welcome/law', { nation, answer }),
  workplaces: (nation?: Nation, text?: string) => withQuery('/welcome/workplaces', { nation, text }),
  workplace: (code: string) => `/welcome/workplaces/${encodeURIComponent(code)}`,
  learning: () => learningPaths.mine(),
  /** Pages of other modules to which a visitor is led. */
  trust: organisationPage,
  trusts: (nation?: Nation) => withQuery('/trusts', { nation }),
  register: (workplace?: string) => withQuery('/register', { workplace }),
};
