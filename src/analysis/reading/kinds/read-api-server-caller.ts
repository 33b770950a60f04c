import { ApiServerCaller, Backend } from '../../model/cluster';
import { Source } from '../../model/source';
import { Fields } from '../fields';

const WEBHOOKS = ['admissionregistration.k8s.io/v1 ValidatingWebhookConfiguration', 'admissionregistration.k8s.io/v1 MutatingWebhookConfiguration'];
const API_SERVICE = 'apiregistration.k8s.io/v1 APIService';
const DEFINITION = 'apiextensions.k8s.io/v1 CustomResourceDefinition';

/** Kinds because of which the API server connects to services. */
export const API_SERVER_CALLER_TYPES: readonly string[] = [...WEBHOOKS, API_SERVICE, DEFINITION];

/** The port where none is said. */
const HTTPS = 443;

export function readApiServerCaller(manifest: Fields, type: string, kind: string, source: Source): ApiServerCaller {
  const metadata = manifest.object('metadata') ?? manifest.fail('metadata', 'an object');
  const services = servicesIn(manifest, type);
  return {
    kind,
    name: metadata.text('name') ?? metadata.text('generateName') ?? metadata.fail('name', 'a name'),
    annotations: metadata.map('annotations'),
    backends: services.flatMap((service) => (service ? [readBackend(service)] : [])),
    source,
  };
}

/** A webhook may have an address in place of a service. */
function servicesIn(manifest: Fields, type: string): (Fields | undefined)[] {
  if (WEBHOOKS.includes(type)) return manifest.objects('webhooks').map((webhook) => webhook.object('clientConfig')?.object('service'));
  const spec = manifest.object('spec');
  if (type === API_SERVICE) return [spec?.object('service')];
  return [spec?.object('conversion')?.object('webhook')?.object('clientConfig')?.object('service')];
}

function readBackend(service: Fields): Backend {
  return {
    namespace: service.text('namespace') ?? service.fail('namespace', 'the namespace of a service'),
    service: service.text('name') ?? service.fail('name', 'the name of a service'),
    port: service.number('port', 1, 65535) ?? HTTPS,
  };
}
