import { describe, expect, it } from '@jest/globals';
import type { ShownPoint, StandingReply } from '../../partnerships/partnerships.types.js';
import { heardGaps } from './heard-gaps.rules.js';

const point = (kind: ShownPoint['kind'], key: string, questionKeys: string[]): ShownPoint => {
  return { kind, key, questionKeys, title: '', reasons: [], answer: null, answerText: null };
};
const reply = (state: StandingReply['state'], ...points: ShownPoint[]): StandingReply => {
  return { organisationId: 'A', state, answerBy: '2026-10-20', answeredOn: null, points };
};

describe('gaps on which a Trust was heard', () => {
  it('are those that it was shown, once its reply is closed', () => {
    const silent = point('gap', 'silent:record_location', ['record_location']);
    expect(heardGaps([reply('sent', silent)])).toEqual([]);
    for (const state of ['answered', 'lapsed'] as const)
      expect(heardGaps([reply(state, silent)])).toEqual([
        { organisationId: 'A', question: 'record_location', state: 'absent' },
      ]);
  });

  it('open no other answer and no other question', () => {
    const shown = [
      point('gap', 'unclear:emergency_rule', ['emergency_rule']),
      point('gap', 'stale_review:https://example.org', ['record_location']),
      point('comparison', 'comparison', ['dispute_escalation']),
    ];
    expect(heardGaps([reply('answered', ...shown)])).toEqual([
      { organisationId: 'A', question: 'emergency_rule', state: 'unclear' },
    ]);
  });
});
