import { describe, expect, it } from '@jest/globals';
import { PERMISSIONS } from '../../platform/http/permissions.types.js';
import { permissionsOf } from '../roles.rules.js';
import { deactivationProblems, roleChangeProblems } from './role-changes.rules.js';

const admin = { actorId: 'a', personId: 'b', otherAdmins: 1, isAdmin: true };

describe('giving and taking roles', () => {
  it('is allowed while another administrator remains', () => {
    expect(roleChangeProblems(['trainer'], admin)).toEqual([]);
    expect(roleChangeProblems([], { ...admin, isAdmin: false, otherAdmins: 0 })).toEqual([]);
  });

  it('never leaves the product without an administrator', () => {
    expect(roleChangeProblems([], { ...admin, otherAdmins: 0 })).toEqual([expect.stringContaining('last')]);
    expect(deactivationProblems({ ...admin, otherAdmins: 0 })).toEqual([expect.stringContaining('last')]);
  });

  it('never takes one’s own administrator role or account', () => {
    const own = { ...admin, personId: 'a' };
    expect(roleChangeProblems(['trainer'], own)).toEqual([expect.stringContaining('from yourself')]);
    expect(roleChangeProblems(['admin', 'trainer'], own)).toEqual([]);
    expect(deactivationProblems(own)).toEqual([expect.stringContaining('your own account')]);
  });
});

describe('what a role may do', () => {
  it('grows from learner over trainer to administrator', () => {
    expect([...permissionsOf(['learner'])]).toEqual(['account.own', 'learning.take']);
    expect(permissionsOf(['learner', 'trainer']).has('policies.verify')).toBe(true);
    expect(permissionsOf(['learner', 'trainer']).has('accounts.administer')).toBe(false);
    expect(permissionsOf(['admin']).size).toBe(PERMISSIONS.length);
    expect(permissionsOf([]).size).toBe(0);
  });
});
