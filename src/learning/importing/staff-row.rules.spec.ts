import { describe, expect, it } from '@jest/globals';
import { judgeRows, type StaffRow } from './staff-row.rules.js';

const row = (line: number, email: string, other: Partial<StaffRow> = {}): StaffRow => ({
  line,
  email,
  name: 'Somebody',
  organisationCode: '',
  profession: null,
  problem: null,
  ...other,
});
const known = {
  accounts: new Map([
    ['in@ward.example', { deactivated: false, enrolled: true }],
    ['out@ward.example', { deactivated: false, enrolled: false }],
    ['gone@ward.example', { deactivated: true, enrolled: true }],
  ]),
  organisations: new Map([['ZZ1', 'the-id']]),
  invited: new Set(['asked@ward.example']),
  refused: new Set(['no@ward.example']),
};
const judged = (...rows: StaffRow[]) => judgeRows(rows, known).map(({ outcome, reason }) => [outcome, reason]);

describe('a row of a list of staff', () => {
  it('is new, known, unknown or rejected, each with its reason', () => {
    expect(
      judged(
        row(2, 'out@ward.example'),
        row(3, 'in@ward.example'),
        row(4, 'nobody@ward.example', { organisationCode: 'ZZ1' }),
        row(5, 'asked@ward.example'),
        row(6, 'gone@ward.example'),
        row(7, 'else@ward.example', { organisationCode: 'XX9' }),
        row(8, 'x', { problem: 'No address.' }),
        row(9, 'no@ward.example'),
      ),
    ).toEqual([
      ['new', null],
      ['already_enrolled', null],
      ['invited', null],
      ['invited', 'Invited before; no second mail is sent.'],
      ['rejected', 'The account with this address is deactivated.'],
      ['rejected', 'No organisation has the code “XX9”.'],
      ['rejected', 'No address.'],
      ['rejected', 'The person with this address does not want to be invited.'],
    ]);
  });

  it('counts once, however often its address is there; a faulty row does not stand for it', () => {
    expect(
      judged(
        row(2, 'out@ward.example', { problem: 'Too long.' }),
        row(3, 'out@ward.example'),
        row(9, 'out@ward.example'),
      ),
    ).toEqual([
      ['rejected', 'Too long.'],
      ['new', null],
      ['rejected', 'The same address stands on line 3.'],
    ]);
  });
});
