import type { QuestionTopic } from './policies.types.js';

const topicNames: Record<QuestionTopic, string> = {
  policy: 'The policy',
  recording: 'Recording and sharing',
  checking: 'Receiving and checking',
  deciding: 'Deciding',
  people: 'People',
  forms: 'Forms',
  training: 'Training and audit',
};

/** What a group of policy questions is about, as a heading. */
export const topicName = (topic: QuestionTopic): string => topicNames[topic];
