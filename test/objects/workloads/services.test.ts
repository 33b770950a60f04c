import { App, Chart, Size, Testing } from 'cdk8s';
import { ContainerRestartPolicy, Deployment, DeploymentExposeViaServiceOptions, LabelExpression, NetworkPolicyPort, Pod, Pods, Protocol, Service, ServiceExternalTrafficPolicy, ServiceProps, ServiceType, StatefulSet, StatefulSetProps, Volume } from '../../../src';

const nginx = { image: 'nginx', portNumber: 8080 };

function shop(namespace?: string): { app: App; chart: Chart } {
  const app = new App();
  return { app, chart: new Chart(app, 'shop', { namespace }) };
}

function written(chart: Chart, kind: string): any {
  return Testing.synth(chart).find((object) => object.kind === kind).spec;
}

describe('a service in front of a deployment', () => {
  test('offers the ports that the containers declare, also those that are declared later', () => {
    const { chart } = shop();
    const web = new Deployment(chart, 'Web', { containers: [{ image: 'nginx', ports: [{ number: 80, name: 'http' }] }] });
    const service = web.exposeViaService();
    web.containers[0].addPort({ number: 53, protocol: Protocol.UDP, name: 'dns' });
    service.bind(90, { targetPort: 80, name: 'other' });
    const ports = [
      { name: 'http', port: 80, targetPort: 80 },
      { name: 'dns', port: 53, protocol: 'UDP', targetPort: 53 },
      { name: 'other', port: 90, targetPort: 80 },
    ];
    expect(written(chart, 'Service').ports).toEqual(ports);
    expect(service.ports).toEqual(ports);
    expect(service.port).toBe(80);
  });

  test('offers the ports of a selected workload where none is bound, and else only those', () => {
    const { chart } = shop();
    const web = new Deployment(chart, 'Web', { containers: [nginx] });
    const service = new Service(chart, 'Service', { selector: web });
    expect(service.ports).toEqual([{ port: 8080, targetPort: 8080 }]);
    service.bind(80, { targetPort: 8080 });
    expect(written(chart, 'Service').ports).toEqual([{ port: 80, targetPort: 8080 }]);
  });

  test('leads to ports of a name', () => {
    const { chart } = shop();
    const web = new Deployment(chart, 'Web', { containers: [{ image: 'nginx', ports: [{ number: 8080, name: 'http' }] }] });
    web.exposeViaService({ ports: [{ port: 80, targetPortName: 'http' }] });
    expect(written(chart, 'Service').ports).toEqual([{ port: 80, targetPort: 'http' }]);
  });

  test('leads to the port of a sidecar when it is told so', () => {
    const { chart } = shop();
    const web = new Deployment(chart, 'Web', { containers: [nginx] });
    web.addInitContainer({ image: 'proxy', portNumber: 15001, restartPolicy: ContainerRestartPolicy.ALWAYS });
    web.exposeViaService({ ports: [{ port: 80, targetPort: 15001 }] });
    expect(written(chart, 'Service').ports).toEqual([{ port: 80, targetPort: 15001 }]);
  });

  test('follows the labels of its pods', () => {
    const { chart } = shop();
    const web = new Deployment(chart, 'Web', { containers: [nginx] });
    web.exposeViaService();
    web.podMetadata.addLabel(Pod.ADDRESS_LABEL, 'later');
    expect(written(chart, 'Service').selector).toEqual({ [Pod.ADDRESS_LABEL]: 'later' });
  });

  test.each<[string, DeploymentExposeViaServiceOptions, object, string]>([
    ['no port at all', {}, { image: 'nginx' }, 'the service has no port. Give "ports", call bind(80), or declare ports on the containers of the workload that it selects.'],
    ['several ports without names', {}, { image: 'nginx', ports: [{ number: 1 }, { number: 2 }] }, 'the port 1/TCP has no name, but the service has 2 ports. Give each a "name"'],
    ['a port that nobody declares', { ports: [{ port: 80 }] }, nginx, 'the port 80/TCP leads to the port 80, which no container of shop/Web declares.'],
    ['a port name that nobody declares', { ports: [{ port: 80, targetPortName: 'http' }] }, nginx, 'the port 80/TCP leads to the port "http", which no container of shop/Web declares.'],
  ])('with %s is an error of the synthesis', (_, options, container, error) => {
    const { app, chart } = shop();
    new Deployment(chart, 'Web', { containers: [container as typeof nginx] }).exposeViaService(options);
    expect(() => app.synthYaml()).toThrow(`[shop/Web/Service] ${error}`);
  });
});

describe('a service as a peer', () => {
  test('stands for its pods, on the ports that it leads to', () => {
    const { chart } = shop('shop');
    const web = new Deployment(chart, 'Web', { containers: [nginx] });
    const service = new Service(chart, 'Service', {
      selector: web,
      ports: [{ port: 80, targetPort: 8080, name: 'a' }, { port: 53, protocol: Protocol.UDP, name: 'b' }, { port: 90, targetPortName: 'admin', name: 'c' }],
    });
    expect(service.toNetworkPolicyPeerConfig()).toEqual({
      podSelector: web.toPodSelectorConfig(),
      ports: [NetworkPolicyPort.tcp(8080), NetworkPolicyPort.udp(53), NetworkPolicyPort.named('admin')],
    });
    expect(service.toPodSelector()).toBe(web);
  });

  test('stands for pods of its own labels and namespace where no workload is behind it', () => {
    const { chart } = shop('shop');
    const service = new Service(chart, 'Service', { ports: [{ port: 80 }] });
    service.selectLabel('app', 'web');
    expect(service.toPodSelectorConfig().namespaces).toEqual({ names: ['shop'] });
    expect(service.toPodSelector()).toBe(service);
  });

  test('without pods is refused', () => {
    const { chart } = shop();
    const service = new Service(chart, 'Service', { ports: [{ port: 80 }] });
    expect(() => service.toNetworkPolicyPeerConfig()).toThrow('shop/Service: the service selects no pods, so that it stands for nobody.');
    const external = new Service(chart, 'External', { externalName: 'db.example.com' });
    expect(() => external.toNetworkPolicyPeerConfig()).toThrow(
      'shop/External: the service is a name for "db.example.com", which has no pods and no address that a policy could name. Give the addresses of the host',
    );
  });
});

describe('what a service is given', () => {
  test.each<[string, object, string]>([
    ['an address that is none', { clusterIP: 'none' }, '"clusterIP" is "none", but must be an IP address, or "None" for a headless service.'],
    ['an unknown type', { type: 'clusterip' }, '"type" is "clusterip", but must be one of'],
    ['an external service without its host', { type: ServiceType.EXTERNAL_NAME }, '"type" is "ExternalName", but "externalName" is not given.'],
    ['a host and another type', { type: ServiceType.NODE_PORT, externalName: 'a.b' }, '"type" is "NodePort", but "externalName" ("a.b") makes the service an ExternalName.'],
    ['a host that is a URL', { externalName: 'https://a' }, '"externalName" is "https://a", but must be the name of a host'],
    ['a headless load balancer', { type: ServiceType.LOAD_BALANCER, clusterIP: 'None' }, '"clusterIP" is "None", which a LoadBalancer cannot have.'],
    ['sources without a load balancer', { loadBalancerSourceRanges: ['10.0.0.0/8'] }, '"loadBalancerSourceRanges" is given, but the service is a ClusterIP.'],
    ['an external address that is none', { externalIPs: ['a'] }, '"externalIPs[0]" is "a", but must be an IP address.'],
    ['port 0', { ports: [{ port: 0 }] }, '"ports[0].port" is 0, but must be a whole number from 1 to 65535.'],
    ['a port that is no object', { ports: [80] }, '"ports[0]" is 80, but must be an object with named fields.'],
    ['two targets', { ports: [{ port: 80, targetPort: 80, targetPortName: 'http' }] }, 'both "targetPort" (80) and "targetPortName" ("http") are given.'],
    ['a name that begins with a digit', { metadata: { name: '1web' } }, '"metadata.name" is "1web", but must be at most 63 lower case letters'],
    ['a selector that is none', { selector: 'web' }, '"selector" is "web", but must be what selects pods'],
  ])('%s is refused', (_, props, error) => {
    expect(() => new Service(shop().chart, 'Service', props as ServiceProps)).toThrow(error);
  });

  test.each<[string, (chart: Chart) => ServiceProps, string]>([
    ['the same port twice', () => ({ ports: [{ port: 80, name: 'a' }, { port: 80, name: 'b' }] }), 'the ports 80/TCP and 80/TCP have the same number and protocol or the same name.'],
    ['a node port without a type that has one', () => ({ ports: [{ port: 80, nodePort: 30080 }] }), 'the port 80/TCP has the "nodePort" 30080, but the service is a ClusterIP.'],
    ['an expression', (chart) => ({ ports: [{ port: 80 }], selector: Pods.select(chart, 'P', { expressions: [LabelExpression.exists('a')] }) }),
      'the service selects pods by the expression a Exists, but a service can only compare equal labels.'],
    ['every pod', (chart) => ({ ports: [{ port: 80 }], selector: Pods.all(chart, 'P') }), 'the service selects every pod, which a service cannot do.'],
    ['pods of another namespace', (chart) => ({ ports: [{ port: 80 }], metadata: { namespace: 'other' }, selector: new Pod(chart, 'P', { containers: [nginx] }) }),
      'the service is in the namespace "other", but selects pods in "shop".'],
  ])('%s is an error of the synthesis', (_, props, error) => {
    const { app, chart } = shop('shop');
    new Service(chart, 'Service', props(chart));
    expect(() => app.synthYaml()).toThrow(`[shop/Service] ${error}`);
  });
});

describe('a stateful set', () => {
  const template = { name: 'data', storage: Size.gibibytes(1) };

  test('has a headless service on the ports that are declared until the end', () => {
    const { chart } = shop();
    const db = new StatefulSet(chart, 'Db');
    db.addContainer({ image: 'postgres', portNumber: 5432 });
    expect(written(chart, 'Service')).toMatchObject({ clusterIP: 'None', ports: [{ port: 5432, targetPort: 5432 }] });
    expect(written(chart, 'StatefulSet').serviceName).toBe(db.service.name);
  });

  test('is written after its service', () => {
    const { chart } = shop();
    new StatefulSet(chart, 'Db', { containers: [nginx] });
    expect(Testing.synth(chart).map(({ kind }) => kind)).toEqual(['Service', 'StatefulSet']);
  });

  test('uses a service that it is given, and is selected by it', () => {
    const { chart } = shop();
    const service = new Service(chart, 'Service', { clusterIP: 'None', ports: [{ port: 80 }] });
    const db = new StatefulSet(chart, 'Db', { service, containers: [nginx] });
    expect(written(chart, 'Service').selector).toEqual(db.matchLabels);
  });

  test('keeps volumes that are no claims of its own', () => {
    const { chart } = shop();
    const db = new StatefulSet(chart, 'Db', { containers: [nginx] });
    db.containers[0].mount('/tmp', Volume.fromEmptyDir(chart, 'Tmp', 'tmp'));
    expect(written(chart, 'StatefulSet').template.spec.volumes).toEqual([{ name: 'tmp', emptyDir: {} }]);
  });

  test('claims storage for one node where nobody says more', () => {
    const { chart } = shop();
    const db = new StatefulSet(chart, 'Db', { containers: [nginx], volumeClaimTemplates: [template] });
    db.containers[0].mount('/data', Volume.fromName(chart, 'Data', 'data'));
    expect(written(chart, 'StatefulSet').volumeClaimTemplates)
      .toEqual([{ metadata: { name: 'data' }, spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } } }]);
    expect(written(chart, 'StatefulSet').template.spec).not.toHaveProperty('volumes');
    db.volumeClaimTemplates.splice(0);
    expect(db.volumeClaimTemplates).toHaveLength(1);
  });

  test('with a claim that nobody mounts is an error of the synthesis', () => {
    const { app, chart } = shop();
    new StatefulSet(chart, 'Db', { containers: [nginx], volumeClaimTemplates: [template] });
    expect(() => app.synthYaml()).toThrow('[shop/Db] no container mounts the claim template "data". Mount it with container.mount("/data", ');
  });

  test.each<[string, object, string]>([
    ['two claims of a name', { volumeClaimTemplates: [template, template] }, 'two claim templates are named "data". Give one of them another name.'],
    ['a claim without storage', { volumeClaimTemplates: [{ name: 'data' }] }, '"volumeClaimTemplates[0].storage" is not given'],
    ['an unknown way of access', { volumeClaimTemplates: [{ ...template, accessModes: ['RWO'] }] }, '"volumeClaimTemplates[0].accessModes[0]" is "RWO"'],
    ['a service as text', { service: 'db' }, '"service" is "db", but must be a Service.'],
    ['an unknown order', { podManagementPolicy: 'parallel' }, '"podManagementPolicy" is "parallel"'],
  ])('refuses %s', (_, props, error) => {
    expect(() => new StatefulSet(shop().chart, 'Db', props as StatefulSetProps)).toThrow(`shop/Db: ${error}`);
  });
});

describe('externalTrafficPolicy', () => {
  test.each(Object.values(ServiceExternalTrafficPolicy))('is written: %s', (externalTrafficPolicy) => {
    const chart = Testing.chart();
    new Service(chart, 'Service', { metadata: { name: 'web' }, ports: [{ port: 80 }], type: ServiceType.NODE_PORT, externalTrafficPolicy });
    expect(Testing.synth(chart)[0].spec.externalTrafficPolicy).toBe(externalTrafficPolicy);
  });

  test('is refused for a service that nothing reaches from outside', () => {
    const make = (externalTrafficPolicy: any, type?: ServiceType) => () => (
      new Service(Testing.chart(), 'Service', { ports: [{ port: 80 }], type, externalTrafficPolicy })
    );
    expect(make(ServiceExternalTrafficPolicy.LOCAL)).toThrow('"externalTrafficPolicy" is given, but the service is a ClusterIP. Give "type: ServiceType.LOAD_BALANCER"');
    expect(make('local', ServiceType.NODE_PORT)).toThrow('"externalTrafficPolicy" is "local", but must be one of "Cluster", "Local".');
  });
});
