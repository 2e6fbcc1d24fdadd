import { describe, expect, it } from '@jest/globals';
import { type ListCells, readLine } from './list-line.rules.js';

const read = (cells: ListCells) => readLine({ email: 'a@b.example', ...cells }, { today: '2026-11-24', hours: 1.5 });
const reason = (cells: ListCells) => {
  const line = read(cells);
  return line.ok ? null : line.reason;
};

describe('a line of a list of attendance', () => {
  it('with the address alone certifies the course’s hours today, none of them participatory', () => {
    expect(read({ email: ' Nurse@NHS.example ' })).toEqual({
      ok: true,
      attended: {
        email: 'nurse@nhs.example',
        sessionOn: '2026-11-24',
        mode: 'Recorded by the provider',
        hours: 1.5,
        participatory: 0,
      },
    });
  });

  it('counts hours as participatory for presence alone', () => {
    expect(read({ attendance: 'Present', hours: '2,25', date: '3/2/2026' })).toMatchObject({
      attended: { hours: 2.25, participatory: 2.25, sessionOn: '2026-02-03', mode: 'Live session with others' },
    });
    expect(read({ attendance: 'late', hours: '1', participatory_hours: '0.5' })).toMatchObject({
      attended: { hours: 1, participatory: 0.5 },
    });
    expect(reason({ participatory_hours: '1' })).toContain('presence alone');
    expect(read({ participatory_hours: '0' })).toMatchObject({ ok: true });
  });

  it.each<[ListCells, string]>([
    [{ email: '' }, 'mail address'],
    [{ email: 'a b@c.example' }, 'mail address'],
    [{ attendance: 'absent' }, 'absent'],
    [{ attendance: 'perhaps' }, 'no attendance'],
    [{ attendance: 'late' }, 'how long'],
    [{ attendance: 'left' }, 'how long'],
    [{ date: '2026-02-30' }, 'no date'],
    [{ date: '2026-11-25' }, 'lies ahead'],
    [{ date: '0026-11-24' }, 'before 2000'],
    [{ hours: '0' }, 'quarters'],
    [{ hours: '1.3' }, 'quarters'],
    [{ hours: '13' }, 'at most 12'],
    [{ hours: '-1' }, 'quarters'],
    [{ hours: '1', attendance: 'present', participatory_hours: '1.25' }, 'at most as many'],
  ])('%j is refused with its reason', (cells, words) => {
    expect(reason(cells)).toContain(words);
  });
});
