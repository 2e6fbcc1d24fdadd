import { describe, expect, it } from '@jest/globals';
import { returnedOf } from './return-report.rules.js';

const ID = '01930000-0000-7000-8000-000000000001';
const returned = `From: x@example.org\nMessage-ID: <${ID}@beforehand>\nSubject: x`;
const status = (action: string, code: string) =>
  `Reporting-MTA: dns; mx.example.org\n\nFinal-Recipient: rfc822; a@ward.example\nAction: ${action}\nStatus: ${code}\n`;

describe('what a report of a mail server says', () => {
  it('is a bounce when the failure is final', () => {
    expect(returnedOf({ deliveryStatus: status('failed', '5.1.1'), feedback: null, returned })).toEqual({
      messageId: ID,
      kind: 'bounced',
      code: '5.1.1',
    });
  });

  it('is nothing yet when the server goes on trying or failed for the moment', () => {
    expect(returnedOf({ deliveryStatus: status('delayed', '4.4.1'), feedback: null, returned })).toContain(
      'not a final',
    );
    expect(returnedOf({ deliveryStatus: status('failed', '4.2.2'), feedback: null, returned })).toContain(
      'not a final',
    );
  });

  it('is a complaint when a reader marked it as unwanted', () => {
    const feedback = 'Feedback-Type: abuse\nUser-Agent: x\nVersion: 1';
    expect(returnedOf({ deliveryStatus: null, feedback, returned })).toMatchObject({ kind: 'complained' });
    const other = 'Feedback-Type: auth-failure';
    expect(returnedOf({ deliveryStatus: null, feedback: other, returned })).toContain('auth-failure');
  });

  it('counts only for our own messages', () => {
    const foreign = 'Message-ID: <something@else.example>';
    const deliveryStatus = status('failed', '5.1.1');
    expect(returnedOf({ deliveryStatus, feedback: null, returned: foreign })).toContain(
      'no message that this product sent',
    );
    expect(returnedOf({ deliveryStatus: null, feedback: null, returned: null })).toContain('no message');
    expect(returnedOf({ deliveryStatus: null, feedback: null, returned })).toContain('neither');
  });
});
