import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { RequestEventKind, RequestState } from '../requests.types.js';

/** What one body was asked in a campaign, and how that stands. */
@Entity('policy_request')
@Index('policy_request_once', ['campaignId', 'organisationId'], { unique: true })
@Index('policy_request_organisation', ['organisationId'])
@Check('policy_request_not_sent_has_no_dates', `"state" <> 'not_sent' or ("sent_on" is null and "due_on" is null)`)
export class PolicyRequestEntity {
  @PrimaryColumn('uuid')
  id: string;

  @ForeignKey('PolicyCampaignEntity', { name: 'policy_request_campaign_fk' })
  @Column('uuid', { name: 'campaign_id' })
  campaignId: string;

  @ForeignKey('OrganisationEntity', { name: 'policy_request_organisation_fk' })
  @Column('uuid', { name: 'organisation_id' })
  organisationId: string;

  /** The body that was asked first, when it closed and the request went on with its successor. */
  @ForeignKey('OrganisationEntity', { name: 'policy_request_moved_from_fk' })
  @Column('uuid', { name: 'moved_from_id', nullable: true })
  movedFromId: string | null;

  @Column('text')
  state: RequestState;

  @Column('date', { name: 'sent_on', nullable: true })
  sentOn: string | null;

  /** The last day to answer. Null while it is not sent, its day is not known, or a clarification is awaited. */
  @Column('date', { name: 'due_on', nullable: true })
  dueOn: string | null;

  @Column('date', { name: 'answered_on', nullable: true })
  answeredOn: string | null;

  /** A code of exemptions.rules.ts. */
  @Column('text', { nullable: true })
  exemption: string | null;

  /** On WhatDoTheyKnow. */
  @Column('text', { nullable: true })
  url: string | null;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt: Date;
}

/** One thing that happened with a request. Never edited: a mistaken one is withdrawn and stays readable. */
@Entity('policy_request_event')
@Index('policy_request_event_request', ['requestId', 'onDate'])
export class PolicyRequestEventEntity {
  @PrimaryColumn('uuid')
  id: string;

  @ForeignKey('PolicyRequestEntity', { name: 'policy_request_event_request_fk' })
  @Column('uuid', { name: 'request_id' })
  requestId: string;

  @Column('text')
  kind: RequestEventKind;

  @Column('date', { name: 'on_date' })
  onDate: string;

  /** Roles, never names. */
  @Column('text', { nullable: true })
  text: string | null;

  /** Working days that an extension adds. */
  @Column('integer', { nullable: true })
  days: number | null;

  /** Null when it came with an import. */
  @Column('uuid', { name: 'recorded_by_id', nullable: true })
  recordedById: string | null;

  @Column('timestamptz', { name: 'recorded_at' })
  recordedAt: Date;

  @Column('timestamptz', { name: 'withdrawn_at', nullable: true })
  withdrawnAt: Date | null;
}
