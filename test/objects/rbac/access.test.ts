import { ApiObject, App, Chart, JsonPatch, Testing } from 'cdk8s';
import {
  ApiResource, ClusterRole, ClusterRoleBinding, ConfigMap, Deployment, Group, IApiEndpoint, ISubject, NonApiResource, Role, RoleBinding,
  ServiceAccount, User,
} from '../../../src';

interface Rbac {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels?: object };
  readonly rules?: object[];
  readonly subjects?: object[];
  readonly roleRef?: object;
  readonly aggregationRule?: object;
}

function shop(namespace: string | undefined = 'shop'): Chart {
  return new Chart(new App(), 'shop', { namespace });
}

function written(chart: Chart, kind: string): Rbac[] {
  return (Testing.synth(chart) as Rbac[]).filter((object) => object.kind === kind);
}

describe('a role', () => {
  test('allows verbs on kinds, on one object and on a part of a kind', () => {
    const chart = shop();
    const role = new Role(chart, 'Role');
    role.allowRead(ApiResource.DEPLOYMENTS, new ConfigMap(chart, 'Map', { metadata: { name: 'settings' }, data: { a: 'b' } }));
    role.allow(['get'], ApiResource.custom({ apiGroup: '', resourceType: 'pods/log' }));
    const verbs = ['get', 'list', 'watch'];
    expect(written(chart, 'Role')[0].rules).toEqual([
      { apiGroups: ['apps'], resources: ['deployments'], verbs },
      { apiGroups: [''], resources: ['configmaps'], resourceNames: ['settings'], verbs },
      { apiGroups: [''], resources: ['pods/log'], verbs: ['get'] },
    ]);
  });

  test('of the cluster allows paths, and lies in no namespace', () => {
    const chart = shop();
    const role = new ClusterRole(chart, 'Role', { metadata: { name: 'metrics' } });
    role.allowGet(NonApiResource.of('/metrics'));
    role.bind(Group.fromName(chart, 'Group', 'monitoring'));
    expect(written(chart, 'ClusterRole')[0]).toMatchObject({ metadata: { name: 'metrics' }, rules: [{ nonResourceURLs: ['/metrics'], verbs: ['get'] }] });
    expect(written(chart, 'ClusterRole')[0].metadata.namespace).toBeUndefined();
    expect(written(chart, 'ClusterRoleBinding')[0].metadata.namespace).toBeUndefined();
  });

  test('is combined with others by a label that fits, however long the names are', () => {
    const chart = new Chart(new App(), 'c'.repeat(60));
    const [one, other] = [new ClusterRole(chart, 'One'), new ClusterRole(chart, 'Other')];
    one.combine(other);
    const [first, second] = written(chart, 'ClusterRole');
    expect(first.aggregationRule).toEqual({ clusterRoleSelectors: [{ matchLabels: second.metadata.labels }] });
  });

  test.each<[string, (chart: Chart) => unknown, string]>([
    ['without a verb', (chart) => new Role(chart, 'R').allow([], ApiResource.PODS), 'shop/R: "verbs" is an empty list. Give verbs such as ["get", "list", "watch"].'],
    ['without a resource', (chart) => new Role(chart, 'R').allowRead(), 'shop/R: "resources" is an empty list. Give a kind such as ApiResource.PODS'],
    ['for a path', (chart) => new Role(chart, 'R').allowRead(NonApiResource.of('/healthz') as never), '"resources[0]" is a NonApiResource, but must be a kind such as'],
    ['with a verb that is no text', (chart) => new Role(chart, 'R', { rules: [{ verbs: [1 as never], resources: [ApiResource.PODS] }] }), '"verbs[0]" is 1'],
    ['without an endpoint', (chart) => new ClusterRole(chart, 'R').allowRead(), '"endpoints" is an empty list.'],
    ['for text', (chart) => new ClusterRole(chart, 'R').allowRead('pods' as never), '"endpoints[0]" is "pods", but must be a kind such as'],
    ['that aggregates a bad label', (chart) => new ClusterRole(chart, 'R').aggregate('no spaces', 'x'), '"key" is "no spaces"'],
    ['that combines a Role', (chart) => new ClusterRole(chart, 'R').combine(new Role(chart, 'Other') as never), '"rol" is the construct shop/Other (Role), but must be a ClusterRole.'],
    ['with a relative path', () => NonApiResource.of('healthz'), 'NonApiResource.of: "url" is "healthz", but must be a path such as "/healthz"'],
    ['for a kind without a name', () => ApiResource.custom({ apiGroup: '', resourceType: '' }), 'ApiResource.custom: "resourceType" is ""'],
  ])('is refused %s', (_, make, error) => {
    expect(() => make(shop())).toThrow(error);
  });

  test('of an endpoint that is two things, or none, is refused when it is written', () => {
    const endpoint = (resource: boolean, path: boolean): IApiEndpoint => ({
      asApiResource: () => resource ? ApiResource.PODS : undefined, asNonApiResource: () => path ? '/healthz' : undefined,
    });
    for (const [both, error] of [[true, 'an object and a path at once'], [false, 'neither an object nor a path']] as const) {
      const chart = shop();
      new ClusterRole(chart, 'R').allowGet(endpoint(both, both));
      expect(() => Testing.synth(chart)).toThrow(`an endpoint is ${error}.`);
    }
  });

  test('may have a name that no other kind may have', () => {
    const chart = shop();
    const role = ClusterRole.fromClusterRoleName(chart, 'Node', 'system:node');
    new RoleBinding(chart, 'Binding', { metadata: { name: 'shop:nodes' }, role });
    expect(written(chart, 'RoleBinding')[0]).toMatchObject({ metadata: { name: 'shop:nodes' }, roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'system:node' } });
    expect(() => ClusterRole.fromClusterRoleName(chart, 'Bad', 'a/b')).toThrow('"name" is "a/b", but must be text without "/" and "%"');
  });
});

describe('a binding', () => {
  test('names each subject once, workloads by their service account', () => {
    const chart = shop();
    const account = new ServiceAccount(chart, 'Account', { metadata: { name: 'web' } });
    const web = new Deployment(chart, 'Web', { serviceAccount: account, containers: [{ image: 'web' }] });
    const job = new Deployment(chart, 'Job', { automountServiceAccountToken: true, containers: [{ image: 'job' }] });
    const jane = User.fromName(chart, 'Jane', 'jane');
    new Role(chart, 'Role', { rules: [{ verbs: ['get'], resources: [ApiResource.PODS] }] }).bind(web, job, jane, jane);
    expect(written(chart, 'RoleBinding')[0].subjects).toEqual([
      { kind: 'ServiceAccount', name: 'web', apiGroup: '', namespace: 'shop' },
      { kind: 'ServiceAccount', name: 'default', apiGroup: '', namespace: 'shop' },
      { kind: 'User', name: 'jane', apiGroup: 'rbac.authorization.k8s.io' },
    ]);
  });

  test('can be patched, into the namespace of its role, too', () => {
    const chart = shop();
    const role = new Role(chart, 'Role', { metadata: { namespace: 'data' }, rules: [{ verbs: ['get'], resources: [ApiResource.PODS] }] });
    ApiObject.of(new RoleBinding(chart, 'Binding', { role })).addJsonPatch(JsonPatch.replace('/metadata/namespace', 'data'));
    expect(written(chart, 'RoleBinding')[0].metadata.namespace).toBe('data');
  });

  test('is the same for the same subjects', () => {
    const chart = shop();
    const [jane, bob] = [User.fromName(chart, 'Jane', 'jane'), User.fromName(chart, 'Bob', 'bob')];
    const [role, whole] = [new Role(chart, 'Role'), new ClusterRole(chart, 'Whole')];
    expect(role.bind(jane, bob)).toBe(role.bind(bob, jane));
    expect(whole.bind(jane)).toBe(whole.bind(bob));
    expect(whole.bindInNamespace('data', jane)).toBe(whole.bindInNamespace('data', bob));
    expect(whole.bind().subjects).toEqual([jane, bob]);
  });

  test('takes a service account that is only named for one in the namespace of the chart', () => {
    const chart = shop();
    const named = (id: string, namespaceName?: string) => ServiceAccount.fromServiceAccountName(chart, id, 'ci', { namespaceName });
    new ClusterRole(chart, 'Role').bind(named('Own'), named('Other', 'build'));
    expect(written(chart, 'ClusterRoleBinding')[0].subjects).toMatchObject([{ namespace: 'shop' }, { namespace: 'build' }]);
  });

  test.each<[string, (chart: Chart) => unknown, string]>([
    ['without a role', (chart) => new RoleBinding(chart, 'B', {} as never), 'shop/B: "role" is not given, but is required. Give a Role or a ClusterRole.'],
    ['of a Role in the whole cluster', (chart) => new ClusterRoleBinding(chart, 'B', { role: new Role(chart, 'R') }), '"role" is the construct shop/R (Role), but must be a ClusterRole.'],
    ['of a name', (chart) => new Role(chart, 'R').bind('jane' as never), '"subjects[0]" is "jane", but must be a subject'],
    ['of pods that have no token', (chart) => new Role(chart, 'R').bind(new Deployment(chart, 'W', { containers: [{ image: 'w' }] })), 'shop/W: the pods have no service account and no token'],
    ['of a subject of one\'s own that is none', (chart) => new Role(chart, 'R').bind(subjectOf(chart, { kind: 'Robot', name: 'r' })), '"kind in toSubjectConfiguration() of shop/Own" is "Robot"'],
    ['of a role in another namespace', (chart) => new RoleBinding(chart, 'B', { metadata: { namespace: 'data' }, role: new Role(chart, 'R') }), 'the binding is in the namespace "data", but its role shop/R is in "shop".'],
  ])('is refused %s', (_, make, error) => {
    expect(() => {
      const chart = shop();
      make(chart);
      Testing.synth(chart);
    }).toThrow(error);
  });

  test('of the whole cluster has to know the namespace of a service account', () => {
    const chart = new Chart(new App(), 'shop');
    new ClusterRole(chart, 'R').bind(new ServiceAccount(chart, 'A', { metadata: { name: 'a' } }));
    expect(() => Testing.synth(chart)).toThrow('the namespace of the service account "a" (shop/A) is not known, but is required for the whole cluster.');
  });
});

describe('permissions', () => {
  test('are a role for the object and its binding, which add up', () => {
    const chart = shop();
    const map = new ConfigMap(chart, 'Map', { metadata: { name: 'settings' }, data: { a: 'b' } });
    const jane = User.fromName(chart, 'Jane', 'jane');
    const binding = map.permissions.grantRead(jane);
    expect(map.permissions.grantRead(jane)).toBe(binding);
    map.permissions.grantReadWrite(jane);
    binding.addSubjects(User.fromName(chart, 'Bob', 'bob'));
    expect(written(chart, 'Role')).toMatchObject([{ metadata: { namespace: 'shop' }, rules: [{ verbs: ['get', 'list', 'watch'], resourceNames: ['settings'] }, { verbs: expect.arrayContaining(['create', 'deletecollection']) }] }]);
    expect(written(chart, 'RoleBinding')).toMatchObject([{ subjects: [{ name: 'jane' }, { name: 'bob' }] }]);
  });

  test('lie in the namespace of the object', () => {
    const chart = shop();
    new ConfigMap(chart, 'Map', { metadata: { namespace: 'data' }, data: { a: 'b' } }).permissions.grantRead(User.fromName(chart, 'Jane', 'jane'));
    expect(written(chart, 'Role')[0].metadata.namespace).toBe('data');
    expect(written(chart, 'RoleBinding')[0].metadata.namespace).toBe('data');
  });
});

function subjectOf(chart: Chart, configuration: { kind: string; name: string }): ISubject {
  return Object.assign(User.fromName(chart, 'Own', 'x'), { toSubjectConfiguration: () => configuration });
}
