import { expect, it } from '@jest/globals';
import { invitationMail } from './invitation-mail.rules.js';

const facts = {
  site: 'https://b.example',
  provider: 'The provider',
  link: 'https://b.example/invitations/secret',
  privacy: 'https://b.example/privacy',
  course: 'A course',
  givenBy: 'Riverbank (fictional)',
  dueOn: '2027-02-28',
  invitedOn: '2026-11-25',
  expiresOn: '2027-01-24',
};

it('the mail says who gave the address, what for, for how long, and how to object', () => {
  const { subject, text } = invitationMail(facts);
  expect(subject).toBe('You are invited to take “A course”');
  expect(text).toContain('Please finish it by 28 February 2027.');
  expect(text).toContain('Riverbank (fictional) gave them to us on 25 November 2026');
  expect(text).toContain('deleted after 24 January 2027');
  for (const part of [facts.link, facts.privacy, 'Delete my details', 'Information Commissioner'])
    expect(text).toContain(part);
  expect(invitationMail({ ...facts, dueOn: null }).text).not.toContain('finish it by');
});
