import type { FieldError } from '../../platform/http/form.js';
import type { Holding } from '../../platform/holdings/holdings.js';
import { definePage } from '../../platform/views/page.js';
import { accountsPaths } from '../paths.js';

interface ErasingView {
  title: string;
  back: string;
  dataHref: string;
  action: string;
  /** For password managers: whose password it is. */
  email: string;
  /** Somebody with roles hands them over first. */
  hasRoles: boolean;
  goes: string[];
  stays: { title: string; why: string }[];
  understood: boolean;
  errors: FieldError[];
}
export const erasingPage = definePage<ErasingView>('accounts/erasing');
export const erasedPage = definePage<{ title: string; homeHref: string }>('accounts/erased');

export function erasingView(
  holdings: readonly Holding[],
  counts: ReadonlyMap<string, number>,
  person: { email: string; hasRoles: boolean },
  given: { understood: boolean; errors: FieldError[] },
): ErasingView {
  const held = holdings.filter(({ key }) => (counts.get(key) ?? 0) > 0);
  return {
    title: 'Erase your account and data',
    back: accountsPaths.data(),
    dataHref: accountsPaths.data(),
    action: accountsPaths.erasures(),
    ...person,
    goes: held.filter(({ stays }) => stays === null).map(({ title }) => title),
    stays: held.flatMap(({ title, stays }) => (stays === null ? [] : [{ title, why: stays }])),
    ...given,
  };
}
