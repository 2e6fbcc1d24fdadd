import { describe, expect, it } from '@jest/globals';
import { requestStateOf } from '../request-states.rules.js';
import { requestEventKinds, requestStates } from '../requests.types.js';
import { recordable, stateAfter, whyNotRecord } from './request-log.rules.js';

const waiting = { state: 'waiting_response', sentOn: '2026-10-01', act: 'foia' } as const;
const messages = (...asked: Parameters<typeof whyNotRecord>) => whyNotRecord(...asked).map(({ message }) => message);

describe('what can be recorded', () => {
  it('fits how the request stands', () => {
    expect(recordable('not_sent')).toEqual(['sent', 'note']);
    expect(
      messages({ ...waiting, state: 'not_sent', sentOn: null }, { kind: 'reply', onDate: '2026-10-02' }, '2026-11-23'),
    ).toEqual(['“They answered” does not fit how the request stands now.']);
    for (const state of requestStates) expect(recordable(state)).toContain('note');
    for (const kind of requestEventKinds)
      expect(requestStates.some((state) => recordable(state).includes(kind))).toBe(true);
  });

  it('happened, and not before the request was sent', () => {
    expect(messages(waiting, { kind: 'reply', onDate: '2026-11-24' }, '2026-11-23')).toEqual([
      expect.stringContaining('future'),
    ]);
    expect(messages(waiting, { kind: 'reply', onDate: '2026-09-30' }, '2026-11-23')).toEqual([
      expect.stringContaining('before the request was sent'),
    ]);
    expect(messages(waiting, { kind: 'reply', onDate: '2026-10-01' }, '2026-11-23')).toEqual([]);
  });

  it('is no extension in Scotland', () => {
    const event = { kind: 'extension', onDate: '2026-10-20' } as const;
    expect(messages(waiting, event, '2026-11-23')).toEqual([]);
    expect(messages({ ...waiting, act: 'foisa' }, event, '2026-11-23')).toEqual([expect.stringContaining('Scotland')]);
  });

  it('moves the request on', () => {
    expect(stateAfter('not_sent', 'sent', null)).toBe('waiting_response');
    expect(stateAfter('waiting_response', 'clarification_asked', null)).toBe('waiting_clarification');
    expect(stateAfter('waiting_clarification', 'clarification_given', null)).toBe('waiting_response');
    expect(stateAfter('waiting_response', 'reply', 'not_held')).toBe('not_held');
    expect(stateAfter('waiting_response', 'refused', null)).toBe('rejected');
    expect(stateAfter('gone_postal', 'reminder', null)).toBe('gone_postal');
  });
});

describe('the states of WhatDoTheyKnow', () => {
  it.each([
    ['waiting_clarification', 'waiting_clarification'],
    ['Waiting clarification', 'waiting_clarification'],
    ['Awaiting clarification', 'waiting_clarification'],
    [' REFUSED ', 'rejected'],
    ['Successful', 'successful'],
    ['Long overdue', 'waiting_response'],
    ['Handled by postal mail', 'gone_postal'],
    ['Not sent', 'not_sent'],
  ])('%s', (text, state) => {
    expect(requestStateOf(text)).toBe(state);
  });

  it('are not guessed', () => {
    expect(requestStateOf('perhaps')).toBeUndefined();
  });
});
