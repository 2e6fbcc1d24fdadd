import { accountsPaths } from '../../accounts/paths.js';
import { definePage } from '../../platform/views/page.js';
import { learningPaths } from '../paths.js';

/** For somebody who has not said in which nation they work: there is no law to teach them yet. */
export interface WhereView {
  title: string;
  courseHref: string;
  workplaceHref: string;
}

export const wherePage = definePage<WhereView>('learning/where');

export function whereView(enrolmentId: string): WhereView {
  return {
    title: 'Where do you work?',
    courseHref: learningPaths.enrolment(enrolmentId),
    workplaceHref: accountsPaths.newWorkplace(),
  };
}
