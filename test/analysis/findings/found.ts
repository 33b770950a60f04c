import { parseAllDocuments } from 'yaml';
import { analyze, Analysis } from '../../../src/analysis/engine/analysis';
import { Finding } from '../../../src/analysis/findings/finding';
import { Findings, findings } from '../../../src/analysis/findings/registry';
import { LINT_RULES } from '../../../src/suggest/findings/registry';

/** Reads YAML as a file `shop.yaml` would be read: each document knows its number and its first line. */
export function read(yaml: string): Analysis {
  const documents = parseAllDocuments(yaml, { uniqueKeys: true }).map((document, index) => {
    if (document.errors.length > 0) throw document.errors[0];
    const line = yaml.slice(0, document.contents?.range?.[0] ?? 0).split('\n').length;
    return { manifest: document.toJS() as unknown, source: { file: 'shop.yaml', document: index + 1, line } };
  });
  return analyze(documents.filter(({ manifest }) => manifest !== null));
}

/** What is found in manifests, none of which may be unusable. */
export function lint(...yaml: readonly string[]): Findings {
  const analysis = read(yaml.join('\n---\n'));
  expect(analysis.problems.filter(({ first }) => first === undefined)).toEqual([]);
  return findings(analysis, LINT_RULES);
}

/** What one rule finds. */
export function found(rule: string, ...yaml: readonly string[]): readonly Finding[] {
  return lint(...yaml).findings.filter((finding) => finding.rule === rule);
}

/** What one rule finds, as text: `object: field: text | cure`. */
export function texts(rule: string, ...yaml: readonly string[]): readonly string[] {
  return found(rule, ...yaml).map(({ object, field, text, cure }) => `${object}: ${field === undefined ? '' : `${field}: `}${text} | ${cure}`);
}

export interface PodOptions {
  readonly kind?: 'Pod' | 'Deployment';
  readonly namespace?: string;
  /** Labels in place of `app: <name>`, as YAML. */
  readonly labels?: string;
  /** Ports of the container, as YAML. */
  readonly ports?: string;
  readonly hostNetwork?: boolean;
  /** Annotations of the object, as YAML. */
  readonly annotations?: string;
  readonly ip?: string;
}

/** A pod, or a Deployment of such pods. */
export function pod(name: string, options: PodOptions = {}): string {
  const { kind = 'Pod', namespace: where = 'shop', labels = `{ app: ${name} }`, ports = '[]', hostNetwork = false, annotations = '{}', ip } = options;
  const spec = `{ hostNetwork: ${hostNetwork}, containers: [{ name: main, image: x, ports: ${ports} }] }`;
  const metadata = `name: ${name}, namespace: ${where}, annotations: ${annotations}`;
  return kind === 'Deployment' ? `
apiVersion: apps/v1
kind: Deployment
metadata: { ${metadata} }
spec: { selector: { matchLabels: ${labels} }, template: { metadata: { labels: ${labels} }, spec: ${spec} } }` : `
apiVersion: v1
kind: Pod
metadata: { ${metadata}, labels: ${labels} }
spec: ${spec}
status: ${ip === undefined ? '{}' : `{ podIP: ${ip} }`}`;
}

export function namespace(name: string, labels = '{}'): string {
  return `
apiVersion: v1
kind: Namespace
metadata: { name: ${name}, labels: ${labels} }`;
}

/** A NetworkPolicy of namespace `shop`, or of none for `null`; the specification is YAML without the outer braces. */
export function policy(name: string, spec: string, { namespace: where = 'shop', annotations = '{}' }: { readonly namespace?: string | null; readonly annotations?: string } = {}): string {
  return `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: ${name}${where === null ? '' : `, namespace: ${where}`}, annotations: ${annotations} }
spec: { ${spec} }`;
}

export function clusterPolicy(name: string, spec: string, { tier = 'Admin', priority = 10 } = {}): string {
  return `
apiVersion: policy.networking.k8s.io/v1alpha2
kind: ClusterNetworkPolicy
metadata: { name: ${name} }
spec: { tier: ${tier}, priority: ${priority}, ${spec} }`;
}

export function service(name: string, spec: string, annotations = '{}'): string {
  return `
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: shop, annotations: ${annotations} }
spec: { ${spec} }`;
}

/** A selector of one pod or workload by its name, for `podSelector:`. */
export function app(name: string): string {
  return `{ matchLabels: { app: ${name} } }`;
}
