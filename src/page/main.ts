import { h, render } from 'preact';
import { App } from './view/app';
import { Client } from './worker/client';
import { Port, serve } from './worker/serve';

/** The same program is the page and the engine: the page starts it once more, in a worker, where there is no document. */
if (typeof document === 'undefined') serve(globalThis as unknown as Port);
else show();

function show(): void {
  const [program, data] = ['program', 'data'].map((id) => document.getElementById(id)!.textContent!);
  const address = URL.createObjectURL(new Blob([program], { type: 'text/javascript' }));
  const root = document.getElementById('page')!;
  root.replaceChildren();
  render(h(App, { client: new Client(new Worker(address), data) }), root);
}
