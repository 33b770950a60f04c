import { ChildProcessWithoutNullStreams, spawn } from 'child_process';
import { once } from 'events';
import { createInterface } from 'readline';

/** A program that says lines of JSON, most of them as answers to lines that it was told. */
export class Dialog {
  private readonly child: ChildProcessWithoutNullStreams;
  private readonly waiting: { resolve(answer: unknown): void; reject(error: Error): void }[] = [];
  private readonly ended: Promise<void>;
  private errors = '';

  constructor(command: string, ...args: readonly string[]) {
    this.child = spawn(command, args);
    this.child.stderr.setEncoding('utf8').on('data', (text: string) => { this.errors = (this.errors + text).slice(-10_000); });
    this.child.stdin.on('error', () => undefined); // what ended says why
    createInterface({ input: this.child.stdout }).on('line', (line) => this.waiting.shift()?.resolve(JSON.parse(line)));
    this.ended = once(this.child, 'close').then(([code]) => {
      this.waiting.forEach(({ reject }) => reject(new Error(`${command} ended with ${code}: ${this.errors}`)));
    });
  }

  public get pid(): number {
    return this.child.pid!;
  }

  /** The next line that it says. */
  public async next<T>(): Promise<T> {
    return new Promise<T>((resolve, reject) => this.waiting.push({ resolve: resolve as (answer: unknown) => void, reject }));
  }

  public async ask<T>(question: object): Promise<T> {
    const answer = this.next<T>();
    this.child.stdin.write(`${JSON.stringify(question)}\n`);
    return answer;
  }

  public async askAll<T>(questions: readonly object[]): Promise<T[]> {
    return Promise.all(questions.map(async (question) => this.ask<T>(question)));
  }

  /** Tells it that there is nothing more to say, upon which it ends. */
  public async close(): Promise<void> {
    this.child.stdin.end();
    await this.ended;
  }
}
