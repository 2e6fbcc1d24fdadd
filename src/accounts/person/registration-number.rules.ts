import type { RegistrationBody } from '../accounts.types.js';

interface NumberForm {
  pattern: RegExp;
  /** What to enter, with an example that is plainly nobody's. */
  remedy: string;
}

/**
 * The form of the numbers of each register, read on 2026-11-23. Only the form is checked: nobody asks the register.
 * - NMC: two digits, a letter, four digits, a letter (the PIN as the NMC prints it, NNANNNNA).
 * - GMC: seven digits (the reference number on the medical register).
 * - HCPC: the letters of the profession's code and up to six digits (hcpc-uk.org, "How to check the Register"). The
 *   codes are those of its registrant snapshots: arts therapists AS … speech and language therapists SL.
 * - GPhC: seven digits.
 * - another body: whatever it prints, since we do not know.
 */
const forms: Record<RegistrationBody, NumberForm> = {
  nmc: {
    pattern: /^\d{2}[A-Z]\d{4}[A-Z]$/,
    remedy: 'Enter an NMC PIN as two digits, a letter, four digits and a letter, such as 00A0000A',
  },
  gmc: { pattern: /^\d{7}$/, remedy: 'Enter a GMC reference number as seven digits, such as 0000000' },
  hcpc: {
    pattern: /^(AS|BS|CH|CS|DT|HAD|ODP|OR|OT|PA|PH|PO|PYL|RA|SL)\d{1,6}$/,
    remedy: 'Enter an HCPC number as the letters of your profession and up to six digits, such as PA000000',
  },
  gphc: { pattern: /^\d{7}$/, remedy: 'Enter a GPhC number as seven digits, such as 0000000' },
  other: {
    pattern: /^[A-Z0-9][A-Z0-9/.-]{0,29}$/,
    remedy: 'Enter the number with letters, digits, full stops, hyphens and slashes only, 30 at most',
  },
};

export type CheckedNumber = { ok: true; number: string } | { ok: false; problem: string };

/** The number as its register writes it (capitals, no spaces), or what is wrong with its form. */
export function checkRegistrationNumber(body: RegistrationBody, typed: string): CheckedNumber {
  const number = typed.replaceAll(/\s+/g, '').toUpperCase();
  return forms[body].pattern.test(number) ? { ok: true, number } : { ok: false, problem: forms[body].remedy };
}
