import { ApiServerCaller, Backend } from '../../model/cluster';
import { Source } from '../../model/source';
import { Fields } from '../fields';

/** The port where none is said. */
const HTTPS = 443;

/** An object because of which the API server connects to services. */
export function readApiServerCaller(manifest: Fields, kind: string, source: Source): ApiServerCaller {
  const metadata = manifest.object('metadata') ?? manifest.fail('metadata', 'an object');
  const services = servicesIn(manifest, kind);
  return {
    kind,
    name: metadata.text('name') ?? metadata.text('generateName') ?? metadata.fail('name', 'a name'),
    annotations: metadata.map('annotations'),
    backends: services.flatMap((service) => (service ? [readBackend(service)] : [])),
    source,
  };
}

/** A webhook may have an address in place of a service. */
function servicesIn(manifest: Fields, kind: string): (Fields | undefined)[] {
  const spec = manifest.object('spec');
  switch (kind) {
    case 'APIService': return [spec?.object('service')];
    case 'CustomResourceDefinition': return [spec?.object('conversion')?.object('webhook')?.object('clientConfig')?.object('service')];
    default: return manifest.objects('webhooks').map((webhook) => webhook.object('clientConfig')?.object('service'));
  }
}

function readBackend(service: Fields): Backend {
  return {
    namespace: service.text('namespace') ?? service.fail('namespace', 'the namespace of a service'),
    service: service.text('name') ?? service.fail('name', 'the name of a service'),
    port: service.number('port', 1, 65535) ?? HTTPS,
  };
}
