export const bankKinds = ['single', 'multiple', 'true_false', 'matching'] as const;
export type BankKind = (typeof bankKinds)[number];

export interface BankOption {
  html: string;
  correct: boolean;
  /** Per cent of the marks that choosing it gives or, below 0, takes; null unless several answers are right. */
  weight: number | null;
  feedbackHtml: string | null;
  /** In a matching question: what belongs to it, in plain words. Without HTML of its own it belongs to nothing. */
  match?: string;
}

/** What a version of a question asks. All HTML is cleaned before it is kept. */
export interface BankContent {
  kind: BankKind;
  stemHtml: string;
  /** In a true/false question: True, then False. */
  options: BankOption[];
  feedbackHtml: string | null;
}

/** A question as a file gives it. */
export interface GivenQuestion {
  name: string;
  line: number;
  tags: string[];
  content: BankContent;
}

/** What of a file cannot be taken over, and why, with its line. */
export interface SkippedQuestion {
  name: string;
  reason: string;
}

export interface BankQuestion {
  id: string;
  name: string;
  tags: string[];
  outcomes: string[];
  newest: number;
  content: BankContent;
}
