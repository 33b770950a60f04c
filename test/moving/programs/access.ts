import * as fc from 'fast-check';
import { Library, maybe, metadata, programs, word } from './program';
import { ApiResource } from '../../../src';

const kinds = Object.keys(ApiResource).filter((name) => ApiResource[name as keyof typeof ApiResource] instanceof ApiResource);
const kind = fc.constantFrom(...kinds);
const verb = fc.constantFrom('get', 'list', 'watch', 'create', 'use', '*');
const verbs = fc.uniqueArray(verb, { minLength: 1, maxLength: 3 });
const rule = fc.record({ verbs, kinds: fc.uniqueArray(kind, { minLength: 1, maxLength: 3 }) });
const path = fc.constantFrom('/healthz', '/metrics/*');
const allowed = fc.constantFrom(
  'allowCreate', 'allowGet', 'allowList', 'allowWatch', 'allowUpdate', 'allowPatch', 'allowDelete', 'allowDeleteCollection', 'allowRead', 'allowReadWrite',
);

function kindOf(kplus: Library, name: string): ApiResource {
  return (kplus.ApiResource as unknown as Record<string, ApiResource>)[name];
}

export const serviceAccounts = programs(
  fc.record({ metadata: maybe(metadata), automountToken: maybe(fc.boolean()), secret: maybe(word), later: maybe(word) }),
  (chart, kplus, { secret, later, ...props }) => {
    const named = (name: string) => kplus.Secret.fromSecretName(chart, `Secret-${name}`, name);
    const account = new kplus.ServiceAccount(chart, 'Account', { ...props, secrets: secret ? [named(secret)] : undefined });
    if (later) account.addSecret(named(`${later}-later`));
    new kplus.Pod(chart, 'Pod', { serviceAccount: account, containers: [{ image: 'nginx' }] });
  },
);

export const roles = programs(
  fc.record({
    metadata: maybe(metadata),
    rules: maybe(fc.array(rule, { minLength: 1, maxLength: 2 })),
    more: fc.array(fc.tuple(allowed, kind), { maxLength: 3 }),
    custom: maybe(fc.record({ apiGroup: fc.constantFrom('', 'stable.example.com'), resourceType: word })),
    user: maybe(word),
    group: maybe(word),
    account: maybe(word),
    existing: maybe(word),
  }),
  (chart, kplus, { rules, more, custom, user, group, account, existing, ...props }) => {
    const role = new kplus.Role(chart, 'Role', {
      ...props, rules: rules?.map((one) => ({ verbs: one.verbs, resources: one.kinds.map((name) => kindOf(kplus, name)) })),
    });
    more.forEach(([method, name]) => role[method](kindOf(kplus, name)));
    role.allow(['get'], new kplus.ConfigMap(chart, 'Settings', { data: { a: 'b' } }));
    if (custom) role.allow(['get'], kplus.ApiResource.custom(custom));
    const subjects = [
      ...user ? [kplus.User.fromName(chart, 'User', user)] : [],
      ...group ? [kplus.Group.fromName(chart, 'Group', group)] : [],
      ...account ? [kplus.ServiceAccount.fromServiceAccountName(chart, 'Named', account, { namespaceName: 'other' })] : [],
      new kplus.ServiceAccount(chart, 'Account'),
      new kplus.Deployment(chart, 'Web', { automountServiceAccountToken: true, containers: [{ image: 'nginx' }] }),
    ];
    role.bind(...subjects);
    if (!existing) return;
    const binding = new kplus.RoleBinding(chart, 'Binding', { role: kplus.Role.fromRoleName(chart, 'Existing', existing) });
    binding.addSubjects(...subjects);
    const view = kplus.ClusterRole.fromClusterRoleName(chart, 'View', 'view');
    new kplus.RoleBinding(chart, 'Viewers', { role: view }).addSubjects(...subjects);
    new kplus.ClusterRoleBinding(chart, 'ClusterViewers', { role: view, ...props.metadata?.labels && { metadata: { labels: props.metadata.labels } } }).addSubjects(...subjects);
  },
);

export const clusterRoles = programs(
  fc.record({
    rules: maybe(fc.array(rule, { minLength: 1, maxLength: 2 })),
    more: fc.array(fc.tuple(allowed, kind), { maxLength: 3 }),
    paths: fc.uniqueArray(path),
    aggregationLabels: maybe(fc.dictionary(word, word, { minKeys: 1, maxKeys: 2 })),
    combined: fc.boolean(),
    namespace: maybe(word),
    user: word,
  }),
  (chart, kplus, { rules, more, paths, combined, namespace, user, aggregationLabels }) => {
    const role = new kplus.ClusterRole(chart, 'Role', {
      aggregationLabels, rules: rules?.map((one) => ({ verbs: one.verbs, endpoints: one.kinds.map((name) => kindOf(kplus, name)) })),
    });
    more.forEach(([method, name]) => role[method](kindOf(kplus, name)));
    if (paths.length > 0) role.allow(['get'], ...paths.map((one) => kplus.NonApiResource.of(one)));
    role.aggregate('a', 'b');
    if (combined) role.combine(new kplus.ClusterRole(chart, 'Other'));
    const subject = kplus.User.fromName(chart, 'User', user);
    role.bind(subject);
    if (namespace) role.bindInNamespace(namespace, subject);
  },
);

export const permissions = programs(
  fc.record({ user: word, write: fc.boolean(), of: fc.constantFrom('ConfigMap', 'Secret', 'Deployment', 'Service', 'Ingress') }),
  (chart, kplus, { user, write, of }) => {
    const web = new kplus.Deployment(chart, 'Web', { containers: [{ image: 'nginx', portNumber: 80 }] });
    const service = web.exposeViaService();
    const objects = {
      ConfigMap: new kplus.ConfigMap(chart, 'Settings', { data: { a: 'b' } }),
      Secret: new kplus.Secret(chart, 'Secret', { stringData: { a: 'b' } }),
      Deployment: web,
      Service: service,
      Ingress: service.exposeViaIngress('/'),
    };
    const subject = kplus.User.fromName(chart, 'User', user);
    objects[of].permissions[write ? 'grantReadWrite' : 'grantRead'](subject, new kplus.ServiceAccount(chart, 'Account'));
  },
);
