/** What somebody typed into a search field: words that must all be found, in upper or lower case. */
export class Words {
  private readonly words: readonly string[];

  constructor(text: string) {
    this.words = text.toLowerCase().split(/\s+/).filter((word) => word !== '');
  }

  public get isEmpty(): boolean {
    return this.words.length === 0;
  }

  /** Whether each word is in one of the texts, which are in lower case. */
  public areIn(...texts: readonly string[]): boolean {
    return this.words.every((word) => texts.some((text) => text.includes(word)));
  }
}
