import type { FieldError } from '../../platform/http/form.js';
import { definePage } from '../../platform/views/page.js';
import type { Knowledge } from './workplace-knowledge.js';

interface Choice {
  value: string;
  text: string;
}

export interface HomeView {
  title: string;
  story: string[];
  caseTitle: string;
  question: string;
  options: Choice[];
  nations: Choice[];
  action: string;
  opening: string;
  typed: Record<string, string>;
  errors: FieldError[];
  reviewed: string | null;
  registerHref: string;
  trustsHref: string;
}

export const homePage = definePage<HomeView>('learning/home');

export interface LawView {
  title: string;
  right: boolean;
  yourAnswer: string;
  feedback: string;
  lawName: string;
  term: string;
  points: { text: string; provision: string; url: string }[];
  others: { text: string; feedback: string }[];
  reviewed: string | null;
  againHref: string;
  nation: string;
  searchAction: string;
  nationHref: string;
  nationName: string;
}

export const lawPage = definePage<LawView>('learning/welcome-law');

export interface WorkplacesView {
  title: string;
  searchAction: string;
  nation: string;
  nationName: string;
  text: string;
  errors: FieldError[];
  found: { name: string; href: string; place: string | null; fictional: boolean; closed: boolean }[];
  total: number;
  listHref: string;
  registerHref: string;
  searched: boolean;
}

export const workplacesPage = definePage<WorkplacesView>('learning/welcome-workplaces');

export interface WorkplaceView extends Knowledge {
  title: string;
  name: string;
  fictional: boolean;
  closed: { on: string; successors: { name: string; href: string }[] } | null;
  knownCount: number;
  unknownCount: number;
  trustHref: string;
  registerHref: string;
  searchAgainHref: string;
}

export const workplacePage = definePage<WorkplaceView>('learning/welcome-workplace');
