import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Injectable } from '@nestjs/common';
import { parse } from 'yaml';
import { z } from 'zod';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/database/new-id.js';
import { PRODUCT_FOLDER } from '../../platform/shipped-data.js';
import { questionKinds, questionTopics } from '../policies.types.js';

export const catalogueFile = 'data/policies/questions.yaml';

const catalogue = z.array(
  z
    .strictObject({
      key: z.string().regex(/^[a-z][a-z_]*$/),
      wording: z.string().endsWith('?'),
      short_name: z.string().min(1),
      topic: z.enum(questionTopics),
      kind: z.enum(questionKinds),
      options: z.record(z.string(), z.string()).default({}),
      retired: z.boolean().default(false),
    })
    .refine(
      (question) => question.kind.startsWith('choice') === Object.keys(question.options).length > 0,
      'A choice has options, and nothing else does.',
    ),
);

/** Loads the questions that ship. A question that is no longer in the file stays, retired. */
@Injectable()
export class QuestionCatalogue {
  constructor(private readonly database: Database) {}

  /** Runs inside a transaction; running it again changes nothing. */
  async load(): Promise<void> {
    const text = await readFile(path.join(PRODUCT_FOLDER, catalogueFile), 'utf8');
    const questions = catalogue.parse(parse(text)).map((question, position) => ({
      ...question,
      id: newId(),
      position,
      options: Object.entries(question.options).map(([value, label]) => ({ value, label })),
    }));
    await this.database.query(
      `insert into policy_question (id, key, wording, short_name, topic, kind, options, position, retired)
       select id, key, wording, short_name, topic, kind, options, position, retired from jsonb_to_recordset($1)
         as q(id uuid, key text, wording text, short_name text, topic text, kind text, options jsonb, position int, retired boolean)
       on conflict (key) do update set wording = excluded.wording, short_name = excluded.short_name, topic = excluded.topic,
         kind = excluded.kind, options = excluded.options, position = excluded.position, retired = excluded.retired`,
      [JSON.stringify(questions)],
    );
    await this.database.query('update policy_question set retired = true where not key = any($1)', [
      questions.map((question) => question.key),
    ]);
  }
}
