import type { Profession } from '../../accounts/accounts.types.js';
import { hoursInWords } from '../document/certificate-text.rules.js';

/**
 * How to keep the certificate for one's register, by profession. From what the registers ask: NMC revalidation (35 hours
 * in three years, 20 participatory; five reflective accounts), HCPC's standards for CPD, the colleges' credits.
 */
export function savingHints(profession: Profession, hours: number): string[] {
  return [...hintsFor(profession, hours), ...everybody];
}

function hintsFor(profession: Profession, hours: number): string[] {
  switch (profession) {
    case 'nurse':
    case 'midwife':
      return [
        `NMC revalidation asks for 35 hours of CPD in three years, 20 of them participatory. Learning on your own is non-participatory: count ${hoursInWords(hours)} there.`,
        'In the NMC’s CPD record, add what only you know: how the topic links to your practice, and the part of the Code. Method, topic, dates and hours are on the certificate, which is your evidence.',
        'It can be the ground of one of your five written reflective accounts. Write nothing there by which anyone could be recognised.',
      ];
    case 'doctor':
      return [
        'Colleges count one credit for each hour. Whether part of an hour counts depends on yours: the Royal College of Physicians, for one, takes whole credits only.',
      ];
    case 'paramedic':
    case 'ahp':
      return [
        'HCPC asks for a continuous, up-to-date and dated record of a mixture of activities, which benefit your practice and those who use your service. Add the certificate to it, with a line on what you will do differently.',
      ];
    default:
      return ['Keep it with your CPD record. If you are on a register, it says how much it asks for and of what kind.'];
  }
}

const everybody = [
  'It is filed in your portfolio here, where you can say how it links to your practice.',
  'Save the PDF now, somewhere that is yours: work accounts end when jobs do. It stays here as well.',
  'Nothing is sent to your employer. If it is to be in the NHS staff record (ESR), give the PDF to your Trust’s learning team.',
];
