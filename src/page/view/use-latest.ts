import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Engine } from '../engine/engine';
import { Client } from '../worker/client';
import { Method } from '../worker/messages';

/** The newest answer to a question that changes; while one is under way, only the last of what is asked meanwhile is asked. */
export function useLatest<M extends Method>(client: Client, method: M, ...parameters: Parameters<Engine[M]>): ReturnType<Engine[M]> | undefined {
  const [answer, setAnswer] = useState<ReturnType<Engine[M]>>();
  const [failure, setFailure] = useState<Error>();
  const state = useRef<{ busy: boolean; next?: Parameters<Engine[M]> }>({ busy: false });
  const ask = (asked: Parameters<Engine[M]>): void => {
    state.current = { busy: true };
    client.ask(method, ...asked).then((newest) => {
      const { next } = state.current;
      state.current = { busy: false };
      if (next) ask(next);
      else setAnswer(() => newest);
    }, setFailure);
  };
  useLayoutEffect(() => {
    if (state.current.busy) state.current.next = parameters;
    else ask(parameters);
  }, [JSON.stringify(parameters)]);
  if (failure) throw failure;
  return answer;
}
