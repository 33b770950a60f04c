import { Engine } from '../engine/engine';

/** What the page may ask, by the name of the method that answers it. */
export type Method = keyof Engine;

/** What the page sends: first its data, as text, and then questions. */
export type Request = { readonly data: string } | { readonly id: number; readonly method: Method; readonly parameters: readonly unknown[] };

/** What comes back: once that the engine is ready, and an answer to each question. */
export type Response =
  | { readonly ready: true }
  | { readonly id: number; readonly answer: unknown }
  | { readonly id?: number; readonly failure: string };
