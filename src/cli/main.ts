import 'reflect-metadata';
import { Command } from 'commander';
import { accountsCommands } from './accounts.commands.js';
import { certificatesCommands } from './certificates.commands.js';
import { coursesCommands } from './courses.commands.js';
import { databaseCommands } from './database.commands.js';
import { enrolmentsCommands } from './enrolments.commands.js';
import { issuerKeysCommands } from './issuer-keys.commands.js';
import { mailCommands } from './mail.commands.js';
import { organisationsCommands } from './organisations.commands.js';
import { policiesCommands } from './policies.commands.js';
import { questionsCommands } from './questions.commands.js';
import { requestsCommands } from './requests.commands.js';

const program = new Command('npm run cli --')
  .description(
    'Operator commands of Beforehand. They join the database of a product that is running, or start it themselves.',
  )
  .showHelpAfterError();
databaseCommands(program);
accountsCommands(program);
organisationsCommands(program);
policiesCommands(program);
requestsCommands(program);
coursesCommands(program);
certificatesCommands(program);
enrolmentsCommands(program);
questionsCommands(program);
mailCommands(program);
issuerKeysCommands(program);
await program.parseAsync();
