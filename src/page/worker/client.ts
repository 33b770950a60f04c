import { Method, Request, Response } from './messages';
import { Engine } from '../engine/engine';

type Settle = { readonly resolve: (answer: never) => void; readonly reject: (error: Error) => void };

/** The engine as the page sees it: in a worker, so that every answer is awaited. */
export class Client {
  /** Fulfilled when the engine has read the data. */
  public readonly ready: Promise<void>;
  private readonly waiting = new Map<number, Settle>();
  private last = 0;

  constructor(private readonly worker: Worker, data: string) {
    this.ready = new Promise((resolve, reject) => {
      worker.onmessage = ({ data: response }: MessageEvent<Response>) => {
        if ('ready' in response) return resolve();
        const settle = this.waiting.get(response.id ?? 0);
        if (!settle) return reject(new Error('failure' in response ? response.failure : 'The engine answered what nobody asked.'));
        this.waiting.delete(response.id!);
        return 'failure' in response ? settle.reject(new Error(response.failure)) : settle.resolve(response.answer as never);
      };
      worker.onerror = ({ message }) => reject(new Error(message));
    });
    this.post({ data });
  }

  public ask<M extends Method>(method: M, ...parameters: Parameters<Engine[M]>): Promise<ReturnType<Engine[M]>> {
    const id = ++this.last;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.post({ id, method, parameters });
    });
  }

  private post(request: Request): void {
    this.worker.postMessage(request);
  }
}
