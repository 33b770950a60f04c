import { go } from './go';
import { java } from './java';
import { ProgramLanguage } from './language';
import { python } from './python';

/** The languages in which programs are tried, by the names of their packages. */
export const TRIED = { python, java, go } satisfies { readonly [name: string]: ProgramLanguage };

export type TriedLanguage = keyof typeof TRIED;

export function isTried(name: string): name is TriedLanguage {
  return name in TRIED;
}
