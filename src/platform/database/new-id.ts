import { v7, validate } from 'uuid';

/** A new identifier: uuid v7, so that rows made later sort later. */
export function newId(): string {
  return v7();
}

/** Whether a text, such as a part of an address, can be an identifier at all: the database refuses to be asked for others. */
export function isId(text: string): boolean {
  return validate(text);
}
