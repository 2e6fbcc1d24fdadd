import { Injectable } from '@nestjs/common';
import { OrganisationsService } from '../../organisations/organisations.service.js';
import type { Place, Profession, Role } from '../accounts.types.js';
import { PersonRecords } from '../person/person-records.js';
import { Passwords } from '../signing-in/passwords.js';
import { WorkplacesService } from '../workplaces.service.js';
import { SAMPLE_PASSWORD } from './sample-people.js';

interface SamplePerson {
  email: string;
  name: string;
  profession: Profession;
  roles: Role[];
  /** Code of a fictional organisation; null for somewhere else in England. */
  worksAt: string | null;
}

const people: SamplePerson[] = [
  {
    email: 'learner@beforehand.example',
    name: 'Robin Hale (sample)',
    profession: 'nurse',
    roles: ['learner'],
    worksAt: 'ZZ1',
  },
  {
    email: 'trainer@beforehand.example',
    name: 'Sam Okafor (sample)',
    profession: 'paramedic',
    roles: ['learner', 'trainer'],
    worksAt: 'ZZ2',
  },
  {
    email: 'admin@beforehand.example',
    name: 'Alex Reed (sample)',
    profession: 'other',
    roles: ['learner', 'admin'],
    worksAt: null,
  },
];

/** People who do not exist, to try the product as. Loaded with the sample content only. */
@Injectable()
export class SampleAccounts {
  constructor(
    private readonly people: PersonRecords,
    private readonly passwords: Passwords,
    private readonly workplaces: WorkplacesService,
    private readonly organisations: OrganisationsService,
  ) {}

  /** Adds those that are not there yet. */
  async load(): Promise<void> {
    const passwordHash = await this.passwords.hash(SAMPLE_PASSWORD);
    for (const { roles, worksAt, ...person } of people) {
      if (await this.people.byEmail(person.email)) continue;
      const account = { ...person, registrationBody: null, registrationNumber: null, passwordHash, confirmed: true };
      const id = await this.people.insert(account, roles);
      await this.workplaces.change(id, await this.placeOf(worksAt));
    }
  }

  private async placeOf(code: string | null): Promise<Place> {
    if (code === null) return { kind: 'other', name: null, nation: 'england', regionCode: null, icbCode: null };
    const organisation = await this.organisations.byAddress(code);
    if (!organisation) throw new Error(`The sample has no organisation ${code}: its organisations load first.`);
    return { kind: 'organisation', organisationId: organisation.id, nation: organisation.nation };
  }
}
