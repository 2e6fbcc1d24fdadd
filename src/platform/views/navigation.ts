import type { SignedInPerson } from '../http/permissions.types.js';

export interface NavigationLink {
  text: string;
  href: string;
}

/** The links that surround every page. */
export interface SiteLinks {
  home: string;
  primary: NavigationLink[];
  /** What those who run the service work with; empty for everyone else. */
  staff: NavigationLink[];
  /** Sign in and register, or the person's own account. */
  account: NavigationLink[];
  /** Where the sign-out form goes; null for a visitor. */
  signOut: string | null;
  footer: NavigationLink[];
}

/** What leads where, for this person. The application provides it; platform knows no module. */
export abstract class Navigation {
  abstract linksFor(person: SignedInPerson | undefined): SiteLinks;
}
