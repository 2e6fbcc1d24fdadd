import type { RemarkKind, RemarkState } from './remarks.types.js';

const kinds: Record<RemarkKind, string> = {
  wrong: 'Something is wrong',
  unclear: 'It is hard to understand',
  elsewhere: 'It is not so where I work',
  access: 'I cannot use it',
  other: 'Something else',
};

const states: Record<RemarkState, { text: string; kind: string }> = {
  new: { text: 'Waiting', kind: 'warm' },
  agreed: { text: 'A change is coming', kind: 'accent' },
  fixed: { text: 'Changed', kind: 'good' },
  kept: { text: 'Answered', kind: 'plain' },
};

export const remarkKindInWords = (kind: RemarkKind): string => kinds[kind];
/** The state of a remark, as a tag. */
export const remarkStateTag = (state: RemarkState): { text: string; kind: string } => states[state];

/** For whoever sent it. */
export function outcomeInWords(state: RemarkState, version: number | null): string {
  switch (state) {
    case 'new':
      return 'Nobody has answered yet.';
    case 'agreed':
      return 'You are right, and the course will be changed.';
    case 'fixed':
      return `Version ${String(version ?? '')} of the course has the change.`;
    case 'kept':
      return 'We looked at it and changed nothing.';
  }
}
