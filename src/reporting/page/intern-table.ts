/** Values of JSON, each once, by the number at which it is found. */
export class InternTable<T> {
  public readonly values: T[] = [];
  private readonly numbers = new Map<string, number>();

  public numberOf(value: T): number {
    const key = JSON.stringify(value);
    let number = this.numbers.get(key);
    if (number === undefined) {
      number = this.values.push(value) - 1;
      this.numbers.set(key, number);
    }
    return number;
  }
}
