import { Construct } from 'constructs';
import { Input } from '../validation/input';

/** Each field of a struct. The compiler sees that none is missing and none is too many. */
export type FieldsOf<T> = { readonly [Field in keyof Required<T>]: true };

/** The fields of every object. */
export const RESOURCE_FIELDS = { metadata: true } as const;

/**
 * Refuses a field that does not exist: a slip that the compiler of another language, or none, lets through.
 *
 * A class of a user's own may have fields of its own, and passes them on with the others.
 *
 * @param type the class whose fields these are
 */
export function checkFields<T extends object>(made: Construct, type: Function, props: T | undefined, fields: FieldsOf<T>): void {
  if (made.constructor === type) new Input(made).struct('props', props, Object.keys(fields));
}
