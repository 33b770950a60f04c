import { endOf } from '../../../analysis/model/ends';
import { AppConfiguration, placeOf } from '../../app-configuration';
import { GivenObject } from '../../configuration/given-objects';
import { Tree } from '../../configuration/tree';
import { connectionsAt } from '../../names/chosen-ports';
import { API_SERVER, Clue } from '../../suggestion';
import { EvidenceKind } from '../evidence-kind';

/** The port of the Service where a webhook names none. */
const USUAL_PORT = 443;

export const webhook: EvidenceKind = {
  id: 'webhook',
  title: 'The API server calls a Service',
  find: (app) => [
    ...['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration'].flatMap((kind) => app.objects.of('admissionregistration.k8s.io', kind))
      .flatMap((given) => given.tree.at('webhooks').items.flatMap((one) => cluesTo(one.at('clientConfig', 'service'), given, app))),
    ...app.objects.of('apiextensions.k8s.io', 'CustomResourceDefinition')
      .flatMap((given) => cluesTo(given.tree.at('spec', 'conversion', 'webhook', 'clientConfig', 'service'), given, app)),
    ...app.objects.of('apiregistration.k8s.io', 'APIService').flatMap((given) => cluesTo(given.tree.at('spec', 'service'), given, app)),
  ],
};

function cluesTo(called: Tree, given: GivenObject, app: AppConfiguration): Clue[] {
  const service = app.names.find(called.at('namespace').text ?? '', called.at('name').text ?? '');
  const port = service?.ports.find((one) => one.port === (called.at('port').number ?? USUAL_PORT) && one.protocol === 'TCP');
  return !service || !port ? [] : app.behind(service).flatMap((workload): Clue[] => {
    const connections = connectionsAt(port, service, workload);
    const evidence = { place: placeOf(given, called), host: service.name, port: port.port };
    return connections.isEmpty ? [] : [{ from: API_SERVER, to: endOf(workload), connections, grade: 'likely', evidence }];
  });
}
