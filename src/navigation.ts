import { Injectable } from '@nestjs/common';
import type { SignedInPerson } from './platform/http/permissions.types.js';
import { Navigation, type NavigationLink, type SiteLinks } from './platform/views/navigation.js';

/** What leads where in this product. */
@Injectable()
export class SiteNavigation extends Navigation {
  linksFor(person: SignedInPerson | undefined): SiteLinks {
    return {
      home: '/',
      primary: primary(person),
      account: person
        ? [{ text: 'Account', href: '/account' }]
        : [
            { text: 'Sign in', href: '/sign-in' },
            { text: 'Register', href: '/register' },
          ],
      signOut: person ? '/sign-out' : null,
      footer: [
        { text: 'Check a certificate', href: '/verify' },
        { text: 'Privacy', href: '/privacy' },
        { text: 'Accessibility', href: '/accessibility' },
        { text: 'Cookies', href: '/cookies' },
      ],
    };
  }
}

function primary(person: SignedInPerson | undefined): NavigationLink[] {
  const links = [
    { text: 'Courses', href: '/courses' },
    { text: 'Trusts', href: '/trusts' },
  ];
  if (!person) return links;
  if (person.permissions.has('learning.take'))
    links.unshift({ text: 'My learning', href: '/learning' }, { text: 'Certificates', href: '/certificates' });
  if (person.permissions.has('policies.verify')) links.push({ text: 'Facts to verify', href: '/facts' });
  if (person.permissions.has('accounts.administer')) links.push({ text: 'People', href: '/people' });
  if (person.permissions.has('audit.read')) links.push({ text: 'Audit', href: '/audit' });
  return links;
}
