/** A field of a form, for views/courses/form-field.hbs. */
export type FormField =
  | { type: 'heading'; text: string }
  | { type: 'hidden'; name: string; value: string }
  /** A button that sends the form for something else than saving. */
  | { type: 'button'; name: string; value: string; text: string; hidden: string | null }
  | { type: 'input'; name: string; label: string; hint: string | null; value: string }
  | {
      type: 'textarea';
      name: string;
      label: string;
      hint: string | null;
      value: string;
      rows: number;
      /** Words in Markdown, which the editor for words takes over where scripts run. */
      isWords?: true;
    }
  | {
      type: 'checkboxes';
      name: string;
      legend: string;
      hint: string | null;
      options: { value: string; text: string; checked: boolean }[];
    }
  | {
      type: 'radios';
      name: string;
      legend: string;
      hint: string | null;
      value: string;
      options: { value: string; text: string; hint?: string }[];
    }
  | {
      type: 'select';
      name: string;
      label: string;
      hint: string | null;
      value: string;
      options: { value: string; text: string }[];
    };
