import { describe, expect, it } from '@jest/globals';
import { patientDataIn, personalDataIn, personalDataInWords } from './personal-data.rules.js';

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

describe('what may tell who a patient is', () => {
  const inPractice = (text: string) => patientDataIn(text, '2026-11-25').map((one) => `${one.kind}: ${one.found}`);

  it.each([
    'DOB 3/4/1948',
    'd.o.b. 03.04.48',
    'Date of birth: 3 April 1948',
    'born on the 3rd of April 1948',
    'born 2019-02-28',
  ])('a date of birth that is called so, and said once: %s', (text) => {
    expect(inPractice(`She (${text}) refused.`)).toEqual([`birth_date: ${text}`]);
    expect(found(text)).toEqual([`birth_date: ${text}`]);
  });

  it.each(['03/04/1948', '3.4.48', '1948-04-03', '3 April 1948', '3rd Apr 1948', 'April 3, 1948'])(
    'a whole date long ago: %s',
    (date) => {
      expect(inPractice(`It says ${date} on the form.`)).toEqual([`old_date: ${date}`]);
      expect(found(`It says ${date} on the form.`)).toEqual([]);
    },
  );

  it.each([
    'On 3 April 2024 the ward met.',
    'On 25/11/2016 the policy was new.',
    'The Act of 2005, in force since 2007',
    'Version 1.2.19485, page 3/4',
    '31/02/1948',
    'Room 12-14-16',
  ])('no date of birth: %s', (text) => {
    expect(inPractice(text)).toEqual([]);
  });

  it.each(['mr smith said no', 'I asked mrs. o’fiction-jones'])('a name in small letters: %s', (text) => {
    expect(inPractice(text)).toHaveLength(1);
    expect(inPractice(text)[0]).toMatch(/^name: mrs?/);
  });

  it('everything that is personal anywhere', () => {
    expect(inPractice('Mrs Example, 943 476 5919, 07700 900123')).toEqual([
      'name: Mrs Example',
      'phone: 07700 900123',
      'nhs_number: 943 476 5919',
    ]);
    expect(inPractice('A woman in her eighties refused ventilation; her daughter disagreed.')).toEqual([]);
  });
});
