import { Injectable } from '@nestjs/common';
import type { Permission, SignedInPerson } from './platform/http/permissions.types.js';
import { accountsPaths } from './accounts/paths.js';
import { certificatesPaths } from './certificates/paths.js';
import { changesPaths } from './changes/paths.js';
import { Navigation, type NavigationLink, type SiteLinks } from './platform/views/navigation.js';
import { bankPaths, courseFilesPaths, coursesPaths, registerPaths } from './courses/paths.js';
import { documentsPaths, importsPaths, policiesPaths, requestsPaths } from './policies/paths.js';
import { partnershipsPaths } from './partnerships/paths.js';
import { enrolmentsPaths, learningPaths, liveSessionsPaths, remarksPaths } from './learning/paths.js';
import { notificationsPaths } from './notifications/paths.js';
import { statisticsPaths } from './reports/paths.js';
import { portfolioPaths } from './portfolio/paths.js';
import { trustsPaths } from './trusts/paths.js';

/** What staff work with, each with the permission that opens it. */
const staffLinks: (NavigationLink & { needs: Permission })[] = [
  { text: 'Requests', href: requestsPaths.campaigns(), needs: 'requests.administer' },
  { text: 'Imports', href: importsPaths.list(), needs: 'requests.administer' },
  { text: 'Documents', href: documentsPaths.list(), needs: 'policies.extract' },
  { text: 'Facts', href: policiesPaths.toVerify(), needs: 'policies.verify' },
  { text: 'Course files', href: courseFilesPaths.list(), needs: 'courses.author' },
  { text: 'Question bank', href: bankPaths.list(), needs: 'courses.author' },
  { text: 'Legal register', href: registerPaths.list(), needs: 'courses.author' },
  { text: 'Studio', href: coursesPaths.studio(), needs: 'courses.author' },
  { text: 'Remarks', href: remarksPaths.list(), needs: 'courses.author' },
  { text: 'Live sessions', href: liveSessionsPaths.led(), needs: 'sessions.lead' },
  { text: 'Statistics', href: statisticsPaths.courses(), needs: 'courses.author' },
  { text: 'Changes', href: changesPaths.list(), needs: 'changes.decide' },
  { text: 'Reports', href: trustsPaths.reports(), needs: 'policies.extract' },
  { text: 'Partners', href: partnershipsPaths.partners(), needs: 'landscape.read' },
  { text: 'Enrolments', href: enrolmentsPaths.courses(), needs: 'enrolments.administer' },
  { text: 'People', href: accountsPaths.people(), needs: 'accounts.administer' },
  { text: 'Mail log', href: notificationsPaths.all(), needs: 'accounts.administer' },
  { text: 'Audit', href: accountsPaths.audit(), needs: 'audit.read' },
];

/** What leads where in this product. */
@Injectable()
export class SiteNavigation extends Navigation {
  linksFor(person: SignedInPerson | undefined): SiteLinks {
    return {
      home: '/',
      primary: primary(person),
      staff: staffLinks.filter(({ needs }) => person?.permissions.has(needs)).map(({ text, href }) => ({ text, href })),
      account: person
        ? [{ text: 'Account', href: accountsPaths.account() }]
        : [
            { text: 'Sign in', href: accountsPaths.signIn() },
            { text: 'Register', href: accountsPaths.register() },
          ],
      signOut: person ? accountsPaths.signOut() : null,
      footer: [
        { text: 'Check a certificate', href: certificatesPaths.verify() },
        { text: 'Open data', href: trustsPaths.openData() },
        { text: 'Privacy', href: '/privacy' },
        { text: 'Accessibility', href: '/accessibility' },
        { text: 'Cookies', href: '/cookies' },
      ],
    };
  }
}

function primary(person: SignedInPerson | undefined): NavigationLink[] {
  return [
    ...(person ? [{ text: 'My learning', href: learningPaths.mine() }] : []),
    { text: 'Courses', href: learningPaths.courses() },
    ...(person ? [{ text: 'Certificates', href: certificatesPaths.mine() }] : []),
    ...(person ? [{ text: 'Portfolio', href: portfolioPaths.home() }] : []),
    { text: 'Trusts', href: trustsPaths.list() },
    { text: 'Areas', href: trustsPaths.areas() },
  ];
}
