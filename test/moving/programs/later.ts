import { Size } from 'cdk8s';
import * as fc from 'fast-check';
import { maybe, memberOf, port, programs, word } from './program';
import { PersistentVolumeAccessMode, Protocol, RestartPolicy } from '../../../src';

/** What is said of workloads after they were made. */
export const changedWorkloads = programs(
  fc.record({
    of: fc.constantFrom('Deployment' as const, 'StatefulSet' as const, 'DaemonSet' as const),
    named: word,
    variable: word.map((name) => name.toUpperCase()),
    declared: fc.record({ number: fc.integer({ min: 1000, max: 9999 }), hostPort: maybe(port), hostIp: maybe(fc.constant('127.0.0.1')), protocol: maybe(memberOf(Protocol)) }),
    sidecar: fc.boolean(),
    hostAlias: fc.ipV4(),
    nameserver: fc.ipV4(),
    label: maybe(word),
    select: fc.boolean(),
    hostNetwork: maybe(fc.constant(false)),
  }),
  (chart, kplus, { of, named, variable, declared, sidecar, hostAlias, nameserver, label, select, hostNetwork }) => {
    const { Container, ContainerRestartPolicy, Env, EnvValue, LabelExpression, LabelSelector, Secret, Volume } = kplus;
    const service = of === 'StatefulSet' ? { service: new kplus.Service(chart, 'Service', { ports: [{ port: 80 }] }) } : {};
    const web = new kplus[of](chart, 'Web', { ...service, select, hostNetwork, isolate: false, containers: [{ image: 'nginx', name: 'web', portNumber: 80 }], restartPolicy: RestartPolicy.ALWAYS, podMetadata: { labels: { app: 'web', tier: 'front' } } });
    if (!select) web.select(LabelSelector.of({ labels: { app: 'web' } }));
    if (label) web.select(LabelSelector.of({ labels: { tier: 'front' }, expressions: [LabelExpression.exists('app'), LabelExpression.in('tier', ['front', label])] }));
    const main = web.addContainer({ image: 'main', name: 'main' });
    main.addPort({ ...declared, name: 'later' });
    main.env.addVariable(variable, EnvValue.fromValue(named));
    main.env.copyFrom(Env.fromSecret(Secret.fromSecretName(chart, 'Secret', named)));
    web.attachContainer(new Container({ image: 'proxy', name: 'proxy' }));
    web.addInitContainer({ image: 'init', ...sidecar && { name: 'sidecar', restartPolicy: ContainerRestartPolicy.ALWAYS } });
    web.addHostAlias({ ip: hostAlias, hostnames: ['db'] });
    web.dns.addNameserver(nameserver);
    web.dns.addSearch('svc.local');
    web.dns.addOption({ name: 'ndots', value: '2' });
    web.podMetadata.addLabel('late', named);
    if (!(web instanceof kplus.StatefulSet)) return;
    web.addVolumeClaimTemplate({ name: 'data', storage: Size.gibibytes(1), accessModes: [PersistentVolumeAccessMode.READ_WRITE_ONCE] });
    main.mount('/data', Volume.fromName(chart, 'Data', 'data'));
  },
);
