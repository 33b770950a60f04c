import { Request, Response } from './messages';
import { PageData } from '../../reporting/page/page-data';
import { Engine } from '../engine/engine';

/** The side of a worker that this needs. */
export interface Port {
  onmessage: ((event: MessageEvent<Request>) => void) | null;
  postMessage(message: Response): void;
}

/** Answers the questions of the page, in a worker, so that the page never waits. */
export function serve(port: Port): void {
  let engine: Engine;
  port.onmessage = ({ data: request }) => {
    try {
      if ('data' in request) {
        engine = new Engine(JSON.parse(request.data) as PageData);
        port.postMessage({ ready: true });
      } else {
        const ask = engine[request.method] as (...parameters: readonly unknown[]) => unknown;
        port.postMessage({ id: request.id, answer: ask.apply(engine, [...request.parameters]) });
      }
    } catch (error) {
      port.postMessage({ ...('id' in request && { id: request.id }), failure: String(error) });
    }
  };
}
