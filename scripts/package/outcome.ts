import { Language } from './languages';

/** What became of the package of a language. */
export type Outcome =
  | { readonly status: 'built' | 'kept' }
  /** Nobody compiled the source, or there is no package. */
  | { readonly status: 'source' | 'missing' | 'failed'; readonly reason: string };

/** A line about what became of a language. */
export function outcomeText(language: Language, outcome: Outcome): string {
  const folder = `dist/${language}`;
  switch (outcome.status) {
    case 'built': return folder;
    case 'kept': return `${folder}, as it was`;
    case 'source': return `${folder}, as source that nobody compiled, because ${outcome.reason}`;
    case 'missing': return `not built, because ${outcome.reason}`;
    case 'failed': return `failed: ${outcome.reason}`;
  }
}
