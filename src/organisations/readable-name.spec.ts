import { describe, expect, it } from '@jest/globals';
import { comparable, readableName, slugOf } from './readable-name.rules.js';

describe('readableName', () => {
  it.each([
    ["GUY'S AND ST THOMAS' NHS FOUNDATION TRUST", "Guy's and St Thomas' NHS Foundation Trust"],
    ["ST GEORGE'S UNIVERSITY HOSPITALS NHS FOUNDATION TRUST", "St George's University Hospitals NHS Foundation Trust"],
    [
      'THE NEWCASTLE UPON TYNE HOSPITALS NHS FOUNDATION TRUST',
      'The Newcastle upon Tyne Hospitals NHS Foundation Trust',
    ],
    [
      "THE QUEEN ELIZABETH HOSPITAL, KING'S LYNN, NHS FOUNDATION TRUST",
      "The Queen Elizabeth Hospital, King's Lynn, NHS Foundation Trust",
    ],
    ['LANCASHIRE & SOUTH CUMBRIA NHS FOUNDATION TRUST', 'Lancashire & South Cumbria NHS Foundation Trust'],
    ['NHS DIRECT NHS TRUST', 'NHS Direct NHS Trust'],
    ['ST. LEONARDS-ON-SEA', 'St Leonards-on-Sea'],
    ['BURY ST. EDMUNDS', 'Bury St Edmunds'],
    ['STOKE-ON-TRENT', 'Stoke-on-Trent'],
    ['Already readable NHS Trust', 'Already readable NHS Trust'],
  ])('%s', (written, read) => {
    expect(readableName(written)).toBe(read);
  });

  it('compares equal to what it was made from', () => {
    for (const name of ['BURY ST. EDMUNDS', "KING'S COLLEGE HOSPITAL NHS FOUNDATION TRUST"]) {
      expect(comparable(readableName(name))).toBe(comparable(name));
    }
  });
});

describe('slugOf', () => {
  it('makes the end of an address', () => {
    expect(slugOf("Guy's and St Thomas' NHS Foundation Trust")).toBe('guys-and-st-thomas-nhs-foundation-trust');
    expect(slugOf('Lancashire & South Cumbria')).toBe('lancashire-and-south-cumbria');
  });
});
