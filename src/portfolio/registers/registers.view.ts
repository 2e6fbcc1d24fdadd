import type { Profession } from '../../accounts/accounts.types.js';
import { type CivilDate, dateInWords } from '../../platform/civil-date.rules.js';
import { definePage } from '../../platform/views/page.js';
import { portfolioPaths } from '../paths.js';
import { type SectionLink, sections } from '../sections.view.js';
import { registerNames } from './register.view.js';
import type { Register } from './register.types.js';

/** Which register a profession is most likely on; what somebody is on only they know. */
const likely: Partial<Record<Profession, Register>> = {
  nurse: 'nmc',
  midwife: 'nmc',
  doctor: 'gmc',
  paramedic: 'hcpc',
  ahp: 'hcpc',
};

export interface RegistersView {
  title: string;
  sections: SectionLink[];
  registers: { title: string; href: string; about: string; own: boolean; due: string | null }[];
}
export const registersPage = definePage<RegistersView>('portfolio/registers');

export function registersView(profession: Profession, dates: Partial<Record<Register, CivilDate>>): RegistersView {
  const own = likely[profession];
  const all: Register[] = ['nmc', 'gmc', 'hcpc'];
  return {
    title: 'For your register',
    sections: sections('registers'),
    registers: all
      .toSorted((a, b) => Number(b === own) - Number(a === own))
      .map((register) => {
        const date = dates[register];
        return {
          title: registerNames[register].title,
          href: portfolioPaths.register(register),
          about: registerNames[register].about,
          own: register === own,
          due: date === undefined ? null : `By ${dateInWords(date)}`,
        };
      }),
  };
}
