import type { z } from 'zod';

/** One thing to put right, beside the field that it concerns. */
export interface FieldError {
  field: string;
  message: string;
}

export type ParsedForm<Values> =
  { ok: true; values: Values } | { ok: false; typed: Record<string, string>; errors: FieldError[] };

/**
 * Reads a submitted form by its schema, whose messages say what to do. On failure answers what was typed, so that
 * the page can show it again, and at most one message for each field. Fields named like a password are not given back.
 */
export function parseForm<Schema extends z.ZodType>(schema: Schema, body: unknown): ParsedForm<z.output<Schema>> {
  const fields = asFields(body);
  const parsed = schema.safeParse(fields);
  if (parsed.success) return { ok: true, values: parsed.data };
  const errors = new Map<string, string>();
  for (const issue of parsed.error.issues) {
    const field = String(issue.path[0] ?? '');
    if (!errors.has(field)) errors.set(field, issue.message);
  }
  return { ok: false, typed: typedFields(fields), errors: [...errors].map(([field, message]) => ({ field, message })) };
}

/** What was typed into a form, as text, without its passwords and its token. */
export function typedFields(body: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries(asFields(body))
      .filter(([name, value]) => typeof value === 'string' && !/password|_csrf/i.test(name))
      .map(([name, value]) => [name, value as string]),
  );
}

/** The same as name and text one by one, so that several choices under one name are all there. */
export function typedPairs(body: unknown): { name: string; value: string }[] {
  return Object.entries(asFields(body)).flatMap(([name, values]) =>
    [values]
      .flat()
      .flatMap((value) => Object.entries(typedFields({ [name]: value })).map(([, text]) => ({ name, value: text }))),
  );
}

function asFields(body: unknown): Record<string, unknown> {
  return typeof body === 'object' && body !== null ? { ...body } : {};
}
