import { Random } from './random';

interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly spec?: { readonly template?: { readonly spec: { containers: object[] }; readonly metadata: { readonly labels: object } } };
}

const VARIABLES = 20;
const CONFIG_MAPS = 500;

/** The same cluster with 20 variables for each workload, a Service for each, and 500 ConfigMaps that are read as files. */
export function withConfiguration(manifests: readonly object[], random: Random): object[] {
  const workloads = (manifests as Manifest[]).filter(({ spec }) => spec?.template);
  const addresses = workloads.map(({ metadata: { name, namespace } }) => `${name}.${namespace}`);
  const services = workloads.map(({ metadata, spec }) => ({
    apiVersion: 'v1', kind: 'Service', metadata, spec: { selector: spec!.template!.metadata.labels, ports: [{ port: 8080 }] },
  }));
  const configMaps = workloads.slice(0, CONFIG_MAPS).map(({ metadata: { name, namespace } }) => ({
    apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: `${name}-files`, namespace },
    data: { 'app.yaml': `server:\n  port: 8080\nlevel: info\nupstreams:\n  - http://${random.of(addresses)}:8080/v1\ncache:\n  host: ${random.of(addresses)}\n  port: 8080\n` },
  }));
  const configured = workloads.map((workload, index) => {
    const template = workload.spec!.template!;
    const env = Array.from({ length: VARIABLES }, (_, number) => (number < 3
      ? { name: `UPSTREAM_${number}_URL`, value: `http://${random.of(addresses)}:8080/api` } : { name: `SETTING_${number}`, value: `value of ${number}` }));
    const mounts = index < CONFIG_MAPS ? { volumeMounts: [{ name: 'files', mountPath: '/etc/app' }] } : {};
    const [first, ...others] = template.spec.containers;
    const volumes = index < CONFIG_MAPS ? { volumes: [{ name: 'files', configMap: { name: `${workload.metadata.name}-files` } }] } : {};
    return { ...workload, spec: { ...workload.spec, template: { ...template, spec: { ...template.spec, ...volumes, containers: [{ ...first, env, ...mounts }, ...others] } } } };
  });
  const others = (manifests as Manifest[]).filter((manifest) => !workloads.includes(manifest));
  return [...others, ...configured, ...services, ...configMaps];
}
