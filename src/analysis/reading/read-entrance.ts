import { Fields } from './fields';
import { readProtocol } from './read-workload';
import { Ingress, Service } from '../model/cluster';
import { Selector } from '../model/selector';
import { Source } from '../model/source';

export function readService(manifest: Fields, home: string, source: Source): Service {
  const metadata = manifest.object('metadata') ?? manifest.fail('metadata', 'an object');
  const spec = manifest.object('spec') ?? new Fields({}, manifest, 'spec');
  const selector = spec.map('selector');
  return {
    name: metadata.text('name') ?? metadata.text('generateName') ?? metadata.fail('name', 'a name'),
    namespace: metadata.text('namespace') ?? home,
    annotations: metadata.map('annotations'),
    type: spec.text('type') ?? 'ClusterIP',
    ...(Object.keys(selector).length > 0 && {
      selector: new Selector(Object.entries(selector).map(([key, value]) => ({ key, operator: 'In', values: [value] }))),
    }),
    ports: spec.objects('ports').map((port) => {
      const number = port.number('port', 1, 65535) ?? port.fail('port', 'a port from 1 to 65535');
      return { name: port.text('name'), port: number, protocol: readProtocol(port), targetPort: readTarget(port) ?? number };
    }),
    source,
  };
}

function readTarget(port: Fields): number | string | undefined {
  return typeof port.raw('targetPort') === 'string' ? port.text('targetPort') : port.number('targetPort', 1, 65535);
}

export function readIngress(manifest: Fields, home: string, source: Source): Ingress {
  const metadata = manifest.object('metadata') ?? manifest.fail('metadata', 'an object');
  const spec = manifest.object('spec') ?? new Fields({}, manifest, 'spec');
  const paths = spec.objects('rules').flatMap((rule) => rule.object('http')?.objects('paths') ?? []);
  const backends = [spec.object('defaultBackend'), ...paths.map((path) => path.object('backend'))].map((backend) => backend?.object('service'));
  const namespace = metadata.text('namespace') ?? home;
  return {
    kind: 'Ingress',
    name: metadata.text('name') ?? metadata.text('generateName') ?? metadata.fail('name', 'a name'),
    namespace,
    annotations: metadata.map('annotations'),
    backends: backends.filter((service) => service !== undefined).map((service) => {
      const port = service.object('port');
      return { namespace, service: service.text('name') ?? service.fail('name', 'the name of a service'), port: port?.text('name') ?? port?.number('number', 1, 65535) };
    }),
    gateways: [],
    source,
  };
}
