import type { DeclaredCookie } from '../http/cookies.js';
import { definePage } from '../views/page.js';

interface StatementView {
  title: string;
  provider: string;
  /** Null when whoever runs the installation has not said. */
  contactEmail: string | null;
}

export const privacyPage = definePage<
  StatementView & { cookiesHref: string; whoSeesWhatHref: string; ownDataHref: string }
>('pages/privacy');
export const accessibilityPage = definePage<StatementView>('pages/accessibility');
export const cookiesPage = definePage<StatementView & { cookies: readonly DeclaredCookie[] }>('pages/cookies');
