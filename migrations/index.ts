import { House1764000000000 } from './1764000000000-house.js';
import { Organisations1764000001000 } from './1764000001000-organisations.js';
import { Accounts1764000002000 } from './1764000002000-accounts.js';
import { Welcome1764000005500 } from './1764000005500-welcome.js';
import { Policies1764000010000 } from './1764000010000-policies.js';
import { Courses1764000011000 } from './1764000011000-courses.js';
import { Learning1764000012000 } from './1764000012000-learning.js';
import { Certificates1764000013000 } from './1764000013000-certificates.js';
import { FactsStay1764000013500 } from './1764000013500-facts-stay.js';
import { Requests1764000020000 } from './1764000020000-requests.js';
import { Documents1764000021000 } from './1764000021000-documents.js';
import { Imports1764000022000 } from './1764000022000-imports.js';
import { Extraction1764000023000 } from './1764000023000-extraction.js';
import { Landscape1764000024000 } from './1764000024000-landscape.js';
import { Partnerships1764000025000 } from './1764000025000-partnerships.js';
import { Changes1764000026000 } from './1764000026000-changes.js';
import { SecondReadings1764000027000 } from './1764000027000-second-readings.js';
import { CourseImports1764000030000 } from './1764000030000-course-imports.js';
import { QuestionBank1764000030100 } from './1764000030100-question-bank.js';
import { CourseFiles1764000031000 } from './1764000031000-course-files.js';
import { CourseDrafts1764000031100 } from './1764000031100-course-drafts.js';
import { DraftReviews1764000031200 } from './1764000031200-draft-reviews.js';
import { PreviewLinks1764000031300 } from './1764000031300-preview-links.js';
import { Enrolling1764000040000 } from './1764000040000-enrolling.js';
import { EnrolmentImports1764000040100 } from './1764000040100-enrolment-imports.js';
import { Badges1764000041000 } from './1764000041000-badges.js';
import { CertificateLists1764000041100 } from './1764000041100-certificate-lists.js';
import { CertificateCorrections1764000041200 } from './1764000041200-certificate-corrections.js';
import { CourseSearch1764000050000 } from './1764000050000-course-search.js';
import { Cohorts1764000050100 } from './1764000050100-cohorts.js';
import { JoiningCodes1764000050200 } from './1764000050200-joining-codes.js';
import { Portfolio1764000051000 } from './1764000051000-portfolio.js';
import { Reflections1764000051100 } from './1764000051100-reflections.js';
import { RegisterDates1764000051200 } from './1764000051200-register-dates.js';
import { LegalRegister1764000052000 } from './1764000052000-legal-register.js';
import { LessonRemarks1764000052100 } from './1764000052100-lesson-remarks.js';
import { Statistics1764000052200 } from './1764000052200-statistics.js';
import { LandscapeEdition1764000053000 } from './1764000053000-landscape-edition.js';
import { Refusals1764000053100 } from './1764000053100-refusals.js';
import { CertificateAddenda1764000060000 } from './1764000060000-certificate-addenda.js';
import { Notifications1764000061000 } from './1764000061000-notifications.js';
import { MailReturns1764000061100 } from './1764000061100-mail-returns.js';
import { LiveSessions1764000062000 } from './1764000062000-live-sessions.js';
import { Evaluations1764000062100 } from './1764000062100-evaluations.js';
import { Corrections1764000063000 } from './1764000063000-corrections.js';
import { PartOfMarks1764000064000 } from './1764000064000-part-of-marks.js';
import { MatchingQuestions1764000064100 } from './1764000064100-matching-questions.js';
import { CertificateTemplates1764000065000 } from './1764000065000-certificate-templates.js';
import { CertificateRenewals1764000065100 } from './1764000065100-certificate-renewals.js';
import { CompletionsKept1764000065900 } from './1764000065900-completions-kept.js';
import { PublicationPlans1764000066000 } from './1764000066000-publication-plans.js';
import { OwnData1764000067000 } from './1764000067000-own-data.js';
import { Erasure1764000067100 } from './1764000067100-erasure.js';
import { Retention1764000067200 } from './1764000067200-retention.js';
import { CourseMedia1764000070000 } from './1764000070000-course-media.js';
import { CourseKeeping1764000071000 } from './1764000071000-course-keeping.js';
import { Accreditation1764000071100 } from './1764000071100-accreditation.js';
import { Surveys1764000072000 } from './1764000072000-surveys.js';
import { Consent1764000072100 } from './1764000072100-consent.js';
import { CertificatesRetention1764000072200 } from './1764000072200-certificates-retention.js';
import { LessonNotes1764000073000 } from './1764000073000-lesson-notes.js';
import { CheckAdjustments1764000073100 } from './1764000073100-check-adjustments.js';
import { DifferencesRead1764000073200 } from './1764000073200-differences-read.js';

/** Every migration, oldest first. */
export const migrations = [
  House1764000000000,
  Organisations1764000001000,
  Accounts1764000002000,
  Welcome1764000005500,
  Policies1764000010000,
  Courses1764000011000,
  Learning1764000012000,
  Certificates1764000013000,
  FactsStay1764000013500,
  Requests1764000020000,
  Documents1764000021000,
  Imports1764000022000,
  Extraction1764000023000,
  Landscape1764000024000,
  Partnerships1764000025000,
  Changes1764000026000,
  SecondReadings1764000027000,
  CourseImports1764000030000,
  QuestionBank1764000030100,
  CourseFiles1764000031000,
  CourseDrafts1764000031100,
  DraftReviews1764000031200,
  PreviewLinks1764000031300,
  Enrolling1764000040000,
  EnrolmentImports1764000040100,
  Badges1764000041000,
  CertificateLists1764000041100,
  CertificateCorrections1764000041200,
  CourseSearch1764000050000,
  Cohorts1764000050100,
  JoiningCodes1764000050200,
  Portfolio1764000051000,
  Reflections1764000051100,
  RegisterDates1764000051200,
  LegalRegister1764000052000,
  LessonRemarks1764000052100,
  Statistics1764000052200,
  LandscapeEdition1764000053000,
  Refusals1764000053100,
  CertificateAddenda1764000060000,
  Notifications1764000061000,
  MailReturns1764000061100,
  LiveSessions1764000062000,
  Evaluations1764000062100,
  Corrections1764000063000,
  PartOfMarks1764000064000,
  MatchingQuestions1764000064100,
  CertificateTemplates1764000065000,
  CertificateRenewals1764000065100,
  CompletionsKept1764000065900,
  PublicationPlans1764000066000,
  OwnData1764000067000,
  Erasure1764000067100,
  Retention1764000067200,
  CourseMedia1764000070000,
  CourseKeeping1764000071000,
  Accreditation1764000071100,
  Surveys1764000072000,
  Consent1764000072100,
  CertificatesRetention1764000072200,
  LessonNotes1764000073000,
  CheckAdjustments1764000073100,
  DifferencesRead1764000073200,
];
