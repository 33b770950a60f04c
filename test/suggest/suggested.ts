import { suggestReporters } from '../../src/reporting/suggest/reporters';
import { Suggesting } from '../../src/reporting/suggest/suggesting';
import { suggestionsOf } from '../../src/suggest/suggest';
import { Suggestion, suggestedEndText } from '../../src/suggest/suggestion';
import { read } from '../analysis/findings/found';

/** What is suggested for manifests, as lines of a list; those that are only likely end so. */
export function lines(...yaml: readonly string[]): readonly string[] {
  return suggestionsOf(read(yaml.join('\n---\n'))).map(lineOf);
}

/** What is certain, without DNS. */
export function certain(...yaml: readonly string[]): readonly string[] {
  return lines(...yaml).filter((line) => !line.endsWith('(likely)') && !line.includes('{cluster-dns}'));
}

/** What is only likely, without DNS. */
export function likely(...yaml: readonly string[]): readonly string[] {
  return lines(...yaml).filter((line) => line.endsWith('(likely)') && !line.includes('{cluster-dns}')).map((line) => line.replace(' (likely)', ''));
}

export function lineOf({ from, to, connections, grade }: Suggestion): string {
  return `${suggestedEndText(from)} => ${suggestedEndText(to)} : ${connections}${grade === 'likely' ? ' (likely)' : ''}`;
}

/** The same in each of the formats. */
export function inEveryFormat(...yaml: readonly string[]): readonly { readonly format: string; readonly text: string }[] {
  const analysis = read(yaml.join('\n---\n'));
  const suggesting: Suggesting = { suggestions: suggestionsOf(analysis), analysis, paths: ['shop.yaml'] };
  return suggestReporters.names.map((format) => ({ format, text: suggestReporters.text(format, suggesting) }));
}

export interface WorkloadOptions {
  readonly kind?: 'Deployment' | 'StatefulSet';
  readonly namespace?: string;
  /** Fields of the container as JSON, beside its name and image. */
  readonly container?: object;
  /** Fields of the pod as JSON, beside its containers. */
  readonly pod?: object;
  /** Annotations of the pods. */
  readonly annotations?: object;
  readonly ports?: readonly object[];
}

/** A workload whose pods have the label `app` with its name. */
export function workload(name: string, { kind = 'Deployment', namespace = 'shop', container = {}, pod = {}, annotations = {}, ports = [] }: WorkloadOptions = {}): string {
  return JSON.stringify({
    apiVersion: 'apps/v1',
    kind,
    metadata: { name, namespace },
    spec: {
      selector: { matchLabels: { app: name } },
      template: { metadata: { labels: { app: name }, annotations }, spec: { containers: [{ name: 'main', image: `${name}:1`, ports, ...container }], ...pod } },
    },
  });
}

/** A container that has a variable. */
export function env(name: string, value: string): WorkloadOptions {
  return { container: { env: [{ name, value }] } };
}

/** A Service of the pods of a workload; ports such as `80:8080`, `8125/UDP` or `http=80:web`. */
export function service(name: string, ports: readonly string[], spec: object = {}, { namespace = 'shop', metadata = {} } = {}): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace, ...metadata },
    spec: {
      selector: { app: name },
      ports: ports.map((text) => {
        const [, given, port, target, protocol] = /^(?:(\w+)=)?(\d+)(?::(\w+))?(?:\/(\w+))?$/.exec(text)!;
        return {
          port: Number(port), ...(given && { name: given }), ...(target && { targetPort: /^\d+$/.test(target) ? Number(target) : target }), ...(protocol && { protocol }),
        };
      }),
      ...spec,
    },
  });
}

export function object(apiVersion: string, kind: string, name: string, fields: object, namespace: string | undefined = 'shop'): string {
  return JSON.stringify({ apiVersion, kind, metadata: { name, ...(namespace && { namespace }) }, ...fields });
}

/** Redis in another namespace, and its Service. */
export const REDIS = `${workload('redis', { kind: 'StatefulSet', namespace: 'data', ports: [{ containerPort: 6379, name: 'redis' }] })}
---
${service('redis', ['6379:redis'], {}, { namespace: 'data' })}`;

/** An API that listens on 3000 behind port 80 of its Service. */
export const API = `${workload('api', { ports: [{ containerPort: 3000, name: 'http' }] })}
---
${service('api', ['80:http'])}`;
