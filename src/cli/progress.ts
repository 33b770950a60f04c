import { Worker } from 'worker_threads';
import { Progress } from './io';

/**
 * A line on a terminal, shown as soon as work takes more than a second.
 *
 * The work leaves its own thread no time for anything else, so another one writes the line to standard error. The two take turns: whoever
 * holds the first of the shared numbers may write; the second tells whether there is a line to take away.
 */
export function watchedProgress(): Progress {
  const shared = new Int32Array(new SharedArrayBuffer(8));
  const watcher = new Worker(WATCHER, { eval: true, workerData: shared });
  watcher.unref();
  watcher.on('error', () => {});
  return {
    say: (what) => watcher.postMessage(what),
    end: () => {
      while (Atomics.compareExchange(shared, 0, 0, 1) !== 0) Atomics.wait(shared, 0, 1, 10);
      if (Atomics.exchange(shared, 1, 0) === 1) process.stderr.write('\r\u001b[K');
      Atomics.store(shared, 0, 0);
      watcher.postMessage(undefined);
    },
  };
}

const WATCHER = `
const { parentPort, workerData: shared } = require('worker_threads');
const { writeSync } = require('fs');
const begin = Date.now();
let what;
parentPort.on('message', (said) => what = said);
const timer = setInterval(() => {
  const seconds = Math.floor((Date.now() - begin) / 1000);
  if (what === undefined || seconds < 1 || Atomics.compareExchange(shared, 0, 0, 1) !== 0) return;
  try {
    writeSync(2, '\\r' + (what + ', ' + seconds + ' s').slice(0, 79) + '\\u001b[K');
    Atomics.store(shared, 1, 1);
  } catch {
    clearInterval(timer);
  }
  Atomics.store(shared, 0, 0);
  Atomics.notify(shared, 0);
}, 100);
`;
