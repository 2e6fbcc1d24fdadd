import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CoursesModule } from '../../courses/courses.module.js';
import { LiveSessionsService } from '../live-sessions.service.js';
import { AttendanceController } from './attendance.controller.js';
import { AttendanceService } from './attendance.service.js';
import { LeadingController } from './leading.controller.js';
import { LiveSessionEntity, LiveSessionPlaceEntity } from './live-session.entity.js';
import { LiveSessionsController } from './live-sessions.controller.js';
import { LiveSessionsQueries } from './live-sessions.queries.js';
import { PlacesService } from './places.service.js';
import { PlanningService } from './planning.service.js';

/** Sessions of a course that people attend together: planned, booked, held. */
@Module({
  imports: [CoursesModule, TypeOrmModule.forFeature([LiveSessionEntity, LiveSessionPlaceEntity])],
  // Leading first: /live-sessions/new is not the id of a session.
  controllers: [LeadingController, AttendanceController, LiveSessionsController],
  providers: [LiveSessionsQueries, PlanningService, PlacesService, AttendanceService, LiveSessionsService],
  exports: [LiveSessionsService, LiveSessionsQueries],
})
export class LiveSessionsModule {}
