import { Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ShippedData } from '../platform/shipped-data.js';
import { DirectoryWriter } from './directory/directory-writer.js';
import { OrganisationEntity } from './directory/organisation.entity.js';
import {
  OrganisationAreaEntity,
  OrganisationMembershipEntity,
  OrganisationNameEntity,
  OrganisationReleaseEntity,
  OrganisationSuccessionEntity,
} from './directory/organisation-history.entity.js';
import { OrganisationsQueries } from './directory/organisations.queries.js';
import { OdsImportService } from './ods-import.service.js';
import { OrganisationsService } from './organisations.service.js';
import { CuratedDirectory } from './shipped-directory/curated-directory.js';
import { directoryFiles, sampleFiles } from './shipped-directory/directory-files.js';
import { ShippedDirectory } from './shipped-directory/shipped-directory.js';

/** Who people work for: find an organisation, import ODS releases, follow what became of those that closed. */
@Module({
  imports: [
    TypeOrmModule.forFeature([
      OrganisationEntity,
      OrganisationAreaEntity,
      OrganisationMembershipEntity,
      OrganisationNameEntity,
      OrganisationReleaseEntity,
      OrganisationSuccessionEntity,
    ]),
  ],
  providers: [
    OrganisationsService,
    OrganisationsQueries,
    DirectoryWriter,
    OdsImportService,
    CuratedDirectory,
    ShippedDirectory,
  ],
  exports: [OrganisationsService, OdsImportService],
})
export class OrganisationsModule implements OnModuleInit {
  constructor(
    private readonly shipped: ShippedData,
    private readonly directory: ShippedDirectory,
  ) {}

  onModuleInit(): void {
    this.shipped.register({
      name: 'organisations',
      order: 10,
      files: directoryFiles,
      load: () => this.directory.load(),
    });
    this.shipped.register({
      name: 'sample organisations',
      order: 11,
      files: sampleFiles,
      sampleOnly: true,
      load: () => this.directory.loadSample(),
    });
  }
}
