import { describe, expect, it } from '@jest/globals';
import { personalDataIn, personalDataInWords } from './personal-data.rules.js';

const found = (text: string) => personalDataIn(text).map((one) => `${one.kind}: ${one.found}`);

describe('personal data in a text', () => {
  it.each([
    ['Contact Dr Jane Example for advice.', 'name: Dr Jane Example'],
    ['Signed: Mrs. O’Fiction', 'name: Mrs. O’Fiction'],
    ['Prof A. B. Smith-Jones wrote it', 'name: Prof A. B. Smith-Jones'],
    ['Author: MR SMITH, version 2', 'name: MR SMITH'],
    ['Ms Zoë Ångström-Bell', 'name: Ms Zoë Ångström-Bell'],
  ])('a name behind a title: %s', (text, name) => {
    expect(found(text)).toEqual([name]);
  });

  it.each([
    'The Mental Capacity Act lead is told.',
    'Ask the doctor, the nurse consultant or the DR plan.',
    'Miss out no step.',
    'Mr X refused treatment.',
    'See section 24 Drug treatment',
  ])('no name: %s', (text) => {
    expect(found(text)).toEqual([]);
  });

  it.each(['jane.example@nhs.net', 'j.example2@fictional.nhs.uk', 'janeexample@example.org', 'pat.mcallister@nhs.net'])(
    'an address of one person: %s',
    (address) => {
      expect(found(`Write to ${address}.`)).toEqual([`email: ${address}`]);
    },
  );

  it.each([
    'mca@nhs.net',
    'rxx-tr.foi@nhs.net',
    'MCAteam@example.nhs.uk',
    'patient.experience@nhs.net',
    'info@a.nhs.uk',
  ])('a team’s mailbox is fine: %s', (address) => {
    expect(found(`Write to ${address}.`)).toEqual([]);
  });

  it.each(['07700 900123', '+44 7700 900123', '+44 (0)20 7946 0123', '(020) 7946 0123', '01632 960123'])(
    'a direct number: %s',
    (number) => {
      expect(found(`Ring ${number} for advice`)).toEqual([`phone: ${number}`]);
    },
  );

  it('numbers that many answer are fine, unless they are called direct', () => {
    expect(found('Switchboard 01632 960123')).toEqual([]);
    expect(found('Ring the safeguarding team on 01632 960123')).toEqual([]);
    expect(found('0300 123 4567 or 0808 157 0123')).toEqual([]);
    expect(found('Team lead, direct line 01632 960123')).toHaveLength(1);
    expect(found('Safeguarding team, mobile 07700 900123')).toHaveLength(1);
  });

  it('an NHS number, by its check digit', () => {
    expect(found('Patient 943 476 5919 and 9434765919')).toEqual([
      'nhs_number: 943 476 5919',
      'nhs_number: 9434765919',
    ]);
    expect(found('Patient 943 476 5918')).toEqual([]);
    expect(found('0000000000 and 1111111111')).toEqual([]);
    expect(found('Reference 94347659190, version 943')).toEqual([]);
  });

  it('names each thing once, and says what it is', () => {
    const twice = personalDataIn('Dr Example, again Dr Example');
    expect(twice.map(personalDataInWords)).toEqual(['a name (Dr Example)']);
    expect(personalDataIn('')).toEqual([]);
  });
});
