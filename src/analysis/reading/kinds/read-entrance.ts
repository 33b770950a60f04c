import { Fields } from '../fields';
import { readHead } from '../read-head';
import { readProtocol } from './read-workload';
import { Ingress, Service } from '../../model/cluster';
import { Selector } from '../../model/selector';
import { Source } from '../../model/source';

export function readService(manifest: Fields, home: string, source: Source): Service {
  const spec = manifest.object('spec') ?? new Fields({}, manifest, 'spec');
  const selector = spec.map('selector');
  return {
    ...readHead(manifest, home),
    type: spec.text('type') ?? 'ClusterIP',
    ...(Object.keys(selector).length > 0 && {
      selector: Selector.ofLabels(selector),
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

/** What older manifests have in place of a class. */
const CLASS_ANNOTATION = 'kubernetes.io/ingress.class';

export function readIngress(manifest: Fields, home: string, source: Source): Ingress {
  const head = readHead(manifest, home);
  const spec = manifest.object('spec') ?? new Fields({}, manifest, 'spec');
  const paths = spec.objects('rules').flatMap((rule) => rule.object('http')?.objects('paths') ?? []);
  const backends = [spec.object('defaultBackend'), ...paths.map((path) => path.object('backend'))].map((backend) => backend?.object('service'));
  const className = spec.text('ingressClassName') ?? head.annotations[CLASS_ANNOTATION];
  return {
    kind: 'Ingress',
    ...head,
    ...(className !== undefined && { className }),
    backends: backends.filter((service) => service !== undefined).map((service) => {
      const port = service.object('port');
      return { namespace: head.namespace, service: service.text('name') ?? service.fail('name', 'the name of a service'), port: port?.text('name') ?? port?.number('number', 1, 65535) };
    }),
    ungranted: [],
    gateways: [],
    source,
  };
}
