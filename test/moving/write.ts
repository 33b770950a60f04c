import { App, Chart, Testing } from 'cdk8s';
import { Library, Program } from './programs/program';

/** An object, as a program writes it. */
export interface Written {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly [field: string]: unknown;
}

/** The objects that a program writes with a library. */
export function write(library: Library, { build }: Program): Written[] {
  const chart = new Chart(new App(), 'shop', { namespace: 'shop', labels: { team: 'a' } });
  build(chart, library);
  return Testing.synth(chart) as Written[];
}
