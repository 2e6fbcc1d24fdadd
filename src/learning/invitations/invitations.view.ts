import { accountsPaths } from '../../accounts/paths.js';
import type { CourseVersion } from '../../courses/courses.types.js';
import { dateInWords } from '../../platform/civil-date.rules.js';
import { definePage } from '../../platform/views/page.js';
import { type ContactSight, contactSight } from '../cohorts/contact.view.js';
import { invitationsPaths, learningPaths } from '../paths.js';
import type { Invitation } from './invitations.service.js';

export interface InvitationView {
  title: string;
  givenBy: string;
  due: string | null;
  until: string;
  email: string | null;
  courseHref: string;
  joinAction: string | null;
  registerHref: string | null;
  signInHref: string | null;
  refuseAction: string;
  sight: ContactSight;
}
export const invitationPage = definePage<InvitationView>('learning/invitations/invitation');

export interface DeadInvitationView {
  title: string;
  why: string;
  coursesHref: string;
}
export const deadInvitationPage = definePage<DeadInvitationView>('learning/invitations/dead');

export function invitationView(
  token: string,
  invitation: Invitation,
  course: CourseVersion,
  signedIn: boolean,
): InvitationView {
  const here = invitationsPaths.one(token);
  return {
    title: course.title,
    givenBy: invitation.givenBy,
    due: invitation.dueOn === null ? null : dateInWords(invitation.dueOn),
    until: dateInWords(invitation.expiresOn),
    email: invitation.email,
    courseHref: learningPaths.course(course.slug),
    joinAction: signedIn ? invitationsPaths.acceptances(token) : null,
    registerHref: signedIn ? null : accountsPaths.register({ workplace: invitation.organisationCode ?? '' }),
    signInHref: signedIn ? null : accountsPaths.signIn(here),
    refuseAction: invitationsPaths.refusals(token),
    sight: contactSight(),
  };
}

/** For a link that opens nothing; undefined when there never was such a link. */
export function deadInvitationView(state: Invitation['state'] | undefined): DeadInvitationView {
  return {
    title: 'This invitation does not work any more',
    why:
      state === 'expired'
        ? 'It has expired. Ask whoever invited you for another one.'
        : state === 'ended'
          ? 'It was taken up or refused before. If you have an account, sign in: the course is under My learning.'
          : 'The link is not whole, or there never was such an invitation. Open it again from the mail.',
    coursesHref: learningPaths.courses(),
  };
}
