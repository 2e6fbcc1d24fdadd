import { describe, expect, it } from '@jest/globals';
import { mailboxDoubt, roleDoubt } from './team-mailbox.rules.js';

describe('a contact is a role and a team', () => {
  it.each(['Mental Capacity Act lead', 'Safeguarding team', 'Resuscitation officer', 'Policy manager'])(
    '%s',
    (role) => {
      expect(roleDoubt(role)).toBeNull();
    },
  );
  it.each(['Jane Smith', 'Dr Smith, MCA lead', 'lead@trust.example', ''])('not %j', (role) => {
    expect(roleDoubt(role)).not.toBeNull();
  });
  it.each([
    ['mca.team@trust.example', null],
    ['foi@trust.example', null],
    ['jane.smith@trust.example', 'person'],
    ['j.o-brien2@trust.example', 'person'],
    ['jsmith@trust.example', 'unsure'],
    ['rj1@trust.example', 'unsure'],
  ])('%s: %s', (email, doubt) => {
    expect(mailboxDoubt(email)).toBe(doubt);
  });
});
