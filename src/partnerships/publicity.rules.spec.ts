import { describe, expect, it } from '@jest/globals';
import type { ReplyDates, StandingReply } from './partnerships.types.js';
import { whyNotPublic } from './publicity.rules.js';
import { replyState } from './reply-state.rules.js';

const sent: ReplyDates = {
  sentAt: new Date('2026-11-02T10:00:00Z'),
  answerBy: '2026-11-23',
  answeredAt: null,
  withdrawnAt: null,
};

describe('where a request for a reply stands', () => {
  it.each([
    ['draft', { ...sent, sentAt: null }, '2026-11-24'],
    ['sent', sent, '2026-11-23'],
    ['lapsed', sent, '2026-11-24'],
    ['answered', { ...sent, answeredAt: new Date() }, '2026-12-24'],
    ['withdrawn', { ...sent, withdrawnAt: new Date() }, '2026-12-24'],
  ])('%s', (state, reply, on) => {
    expect(replyState(reply, on)).toBe(state);
  });
});

describe('what may be said in public about a named Trust', () => {
  const reply = (state: StandingReply['state'], ...keys: string[]): StandingReply => ({
    organisationId: 'o',
    state,
    answerBy: '2026-11-23',
    answeredOn: null,
    points: keys.map((key) => ({
      kind: 'gap',
      key,
      title: key,
      reasons: [],
      questionKeys: [],
      answer: null,
      answerText: null,
    })),
  });
  const gap = { kind: 'gap', key: 'silent:dispute_escalation' } as const;
  const none = new Set<string>();

  it('nothing before it was asked, nor while it may still answer', () => {
    expect(whyNotPublic(gap, null, none)).toHaveLength(1);
    expect(whyNotPublic(gap, reply('sent', gap.key), none)).toEqual(['The Trust still has time to reply.']);
  });

  it('what it was shown, once it has answered or the day has passed', () => {
    expect(whyNotPublic(gap, reply('answered', gap.key), none)).toEqual([]);
    expect(whyNotPublic(gap, reply('lapsed', gap.key), none)).toEqual([]);
    expect(whyNotPublic({ kind: 'comparison' }, reply('lapsed', 'comparison'), none)).toEqual([]);
  });

  it('nothing else: a gap that was found later has its own right of reply', () => {
    expect(whyNotPublic(gap, reply('answered', 'silent:emergency_rule'), none)).toHaveLength(1);
    expect(whyNotPublic({ kind: 'comparison' }, reply('answered', gap.key), none)).toHaveLength(1);
  });

  it('that it appears inconsistent with the law only with a legal review', () => {
    const law = { kind: 'law', key: 'form_restriction:out_of_area_forms' } as const;
    expect(whyNotPublic(law, reply('answered', `law:${law.key}`), none)).toEqual([
      'No legal review of it is recorded.',
    ]);
    expect(whyNotPublic(law, reply('answered', `law:${law.key}`), new Set([law.key]))).toEqual([]);
    expect(whyNotPublic(law, reply('answered', law.key), new Set([law.key]))).toHaveLength(1);
  });
});
