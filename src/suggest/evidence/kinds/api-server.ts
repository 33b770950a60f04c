import { endOf } from '../../../analysis/model/ends';
import { ConnectionSet } from '../../../analysis/sets/connection-set';
import { PortSet } from '../../../analysis/sets/port-set';
import { AppConfiguration, placeOf } from '../../app-configuration';
import { GivenObject } from '../../configuration/given-objects';
import { PodSpec } from '../../configuration/pod-spec';
import { Tree } from '../../configuration/tree';
import { API_SERVER, Clue } from '../../suggestion';
import { EvidenceKind } from '../evidence-kind';

/** The ports of API servers behind their Service. */
const PORTS = ConnectionSet.of({ TCP: PortSet.range(443, 443).union(PortSet.range(6443, 6443)) });

export const apiServer: EvidenceKind = {
  id: 'api-server',
  title: 'A container names the API server, or its account has roles',
  looksUpNames: true,
  find: (app) => [
    ...app.mentions.filter(({ resolved }) => resolved.is === 'api-server').map(({ pod, setting, address: { host } }): Clue => (
      { from: endOf(pod.workload), to: API_SERVER, connections: PORTS, grade: 'likely', evidence: { place: setting.place, host } }
    )),
    ...withRoles(app),
  ],
};

function withRoles(app: AppConfiguration): Clue[] {
  const bindings = ['RoleBinding', 'ClusterRoleBinding'].flatMap((kind) => app.objects.of('rbac.authorization.k8s.io', kind));
  const byAccount = new Map<string, { given: GivenObject; subject: Tree }>(bindings.flatMap((given) => given.tree.at('subjects').items.filter((subject) => subject.at('kind').text === 'ServiceAccount').map((subject) => (
    [`${subject.at('namespace').text ?? given.namespace}/${subject.at('name').text}`, { given, subject }] as const
  ))));
  return app.pods.flatMap((pod): Clue[] => {
    const bound = hasToken(pod, app) ? byAccount.get(accountOf(pod)) : undefined;
    return bound === undefined ? [] : [{ from: endOf(pod.workload), to: API_SERVER, connections: PORTS, grade: 'likely', evidence: { place: placeOf(bound.given, bound.subject) } }];
  });
}

function accountOf({ spec, workload }: PodSpec): string {
  return `${workload.namespace}/${spec.at('serviceAccountName').text ?? spec.at('serviceAccount').text ?? 'default'}`;
}

/** Pods get the token of their account unless they or the account refuse it. */
function hasToken(pod: PodSpec, { objects }: AppConfiguration): boolean {
  const [namespace, name] = accountOf(pod).split('/');
  const account: GivenObject | undefined = objects.find('', 'ServiceAccount', namespace, name);
  return pod.spec.at('automountServiceAccountToken').flag ?? account?.tree.at('automountServiceAccountToken').flag ?? true;
}
