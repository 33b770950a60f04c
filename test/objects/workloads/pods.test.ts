import { ApiObject, App, Chart, Duration, JsonPatch, Testing } from 'cdk8s';
import {
  AbstractPodProps, ContainerRestartPolicy, CronJob, DaemonSet, Deployment, DnsPolicy, Job, LabelExpression, LabelSelector, Namespaces,
  NetworkPolicyPort, Node, NodeLabelQuery, NodeTaintQuery, Pod, PodDns, Pods, Protocol, RestartPolicy, Secret, StatefulSet, TaintEffect,
  Volume, Workload,
} from '../../../src';

const nginx = { image: 'nginx' };

function spec(chart: Chart): any {
  const [object] = Testing.synth(chart);
  return object.kind === 'Pod' ? object.spec : object.spec.template.spec;
}

function problemsAtSynth(app: App): () => void {
  return () => app.synthYaml();
}

function shop(): { app: App; chart: Chart } {
  const app = new App();
  return { app, chart: new Chart(app, 'shop') };
}

describe('a pod', () => {
  test('without a container is an error of the synthesis, and says what to call', () => {
    const { app, chart } = shop();
    new Deployment(chart, 'Web');
    expect(problemsAtSynth(app)).toThrow('[shop/Web] there is no container, but a pod needs one. Give "containers", or call addContainer({ image: "…" }).');
  });

  test('has the credentials of all registries, in the order they were given', () => {
    const { chart } = shop();
    const secret = (name: string) => Secret.fromSecretName(chart, name, name);
    new Pod(chart, 'Pod', { containers: [nginx], dockerRegistryAuth: secret('a'), imagePullSecrets: [secret('b'), secret('c')] });
    expect(spec(chart).imagePullSecrets).toEqual([{ name: 'a' }, { name: 'b' }, { name: 'c' }]);
  });

  test('asks for nodes by labels and tolerates taints, with and without the scheduling', () => {
    const { chart } = shop();
    const pod = new Pod(chart, 'Pod', { containers: [nginx], nodeSelector: { disk: 'ssd' }, tolerations: [NodeTaintQuery.exists('a')] });
    pod.scheduling.tolerate(Node.tainted(NodeTaintQuery.is('b', 'c', { effect: TaintEffect.NO_SCHEDULE })));
    expect(spec(chart)).toMatchObject({
      nodeSelector: { disk: 'ssd' },
      tolerations: [{ key: 'a', operator: 'Exists' }, { key: 'b', operator: 'Equal', value: 'c', effect: 'NoSchedule' }],
    });
  });

  test('can be anything that has no name here, down into its containers', () => {
    const { chart } = shop();
    const web = new Deployment(chart, 'Web', { containers: [nginx] });
    ApiObject.of(web).addJsonPatch(JsonPatch.add('/spec/template/spec/containers/0/stdin', true));
    expect(spec(chart).containers[0].stdin).toBe(true);
  });

  test('hands out its lists as copies', () => {
    const { chart } = shop();
    const pod = new Pod(chart, 'Pod', { containers: [nginx] });
    [pod.containers, pod.initContainers, pod.volumes, pod.hostAliases].forEach((list) => list.splice(0));
    expect(spec(chart).containers).toHaveLength(1);
  });

  test('keeps the restrictive defaults, and one line turns each off', () => {
    const { chart } = shop();
    new Pod(chart, 'Closed', { containers: [nginx] });
    new Pod(chart, 'Open', {
      securityContext: { ensureNonRoot: false },
      containers: [{ ...nginx, securityContext: { ensureNonRoot: false, readOnlyRootFilesystem: false } }],
    });
    const [closed, open] = Testing.synth(chart).map((object) => object.spec);
    expect(closed.securityContext.runAsNonRoot).toBe(true);
    expect(closed.containers[0].securityContext).toMatchObject({ runAsNonRoot: true, readOnlyRootFilesystem: true, allowPrivilegeEscalation: false });
    expect(open.securityContext.runAsNonRoot).toBe(false);
    expect(open.containers[0].securityContext).toMatchObject({ runAsNonRoot: false, readOnlyRootFilesystem: false });
  });
});

describe('the pods as a selector and a peer', () => {
  test('are known by the address label as it is at the time, in the namespace if that is known', () => {
    const app = new App();
    const web = new Deployment(new Chart(app, 'shop', { namespace: 'shop' }), 'Web', { containers: [nginx] });
    expect(web.toPodSelectorConfig().namespaces).toEqual({ names: ['shop'] });
    web.podMetadata.addLabel(Pod.ADDRESS_LABEL, 'mine');
    expect(web.toPodSelectorConfig().labelSelector).toEqual(LabelSelector.of({ labels: { [Pod.ADDRESS_LABEL]: 'mine' } }));
    const lost = new Pod(new Chart(app, 'other'), 'Pod', { containers: [nginx] });
    expect(lost.toPodSelectorConfig()).not.toHaveProperty('namespaces');
  });

  test('listen on the ports of containers and sidecars, each protocol by itself, each once', () => {
    const { chart } = shop();
    const pod = new Pod(chart, 'Pod', { containers: [{ image: 'dns', ports: [{ number: 53 }, { number: 53, protocol: Protocol.UDP }] }] });
    pod.addContainer({ image: 'other', name: 'other', ports: [{ number: 53, protocol: Protocol.TCP }] });
    pod.addInitContainer({ image: 'setup', portNumber: 9999 });
    pod.addInitContainer({ image: 'proxy', portNumber: 15001, restartPolicy: ContainerRestartPolicy.ALWAYS });
    expect(pod.toNetworkPolicyPeerConfig().ports).toEqual([NetworkPolicyPort.tcp(53), NetworkPolicyPort.udp(53), NetworkPolicyPort.tcp(15001)]);
  });

  test('have no list of ports where none is declared, rather than an empty one', () => {
    const { chart } = shop();
    expect(new Pod(chart, 'Pod', { containers: [nginx] }).toNetworkPolicyPeerConfig()).not.toHaveProperty('ports');
  });

  test('are known by all of their labels where the address label is off', () => {
    const { app, chart } = shop();
    const web = new Deployment(chart, 'Web', { containers: [nginx], addressLabel: false, podMetadata: { labels: { app: 'web' } } });
    web.podMetadata.addLabel('tier', 'front');
    expect(web.toPodSelectorConfig().labelSelector).toEqual(LabelSelector.of({ labels: { app: 'web', tier: 'front' } }));
    expect(Testing.synth(chart)[0].spec).toMatchObject({
      selector: { matchLabels: { app: 'web', tier: 'front' } },
      template: { metadata: { labels: { app: 'web', tier: 'front' } } },
    });
    expect(problemsAtSynth(app)).not.toThrow();
  });

  test('that have no label at all are an error', () => {
    const { app, chart } = shop();
    const web = new Deployment(chart, 'Web', { containers: [nginx], addressLabel: false });
    const error = 'the pods have no label by which they could be known. Give "podMetadata" with labels, or leave out "addressLabel: false".';
    expect(() => web.toPodSelectorConfig()).toThrow(`shop/Web: ${error}`);
    expect(problemsAtSynth(app)).toThrow(`[shop/Web] ${error}`);
  });
});

describe('the selector of a workload', () => {
  const selectorOf = (chart: Chart) => Testing.synth(chart)[0].spec.selector;

  test('follows the address label when that is changed', () => {
    const { chart } = shop();
    const web = new Deployment(chart, 'Web', { containers: [nginx] });
    web.podMetadata.addLabel(Pod.ADDRESS_LABEL, 'mine');
    expect(selectorOf(chart)).toEqual({ matchLabels: { [Pod.ADDRESS_LABEL]: 'mine' } });
    expect(web.matchLabels).toEqual({ [Pod.ADDRESS_LABEL]: 'mine' });
  });

  test('puts equal labels on the pods', () => {
    const { chart } = shop();
    const web = new Deployment(chart, 'Web', { containers: [nginx], select: false });
    web.select(LabelSelector.of({ labels: { app: 'web' } }));
    expect(selectorOf(chart)).toEqual({ matchLabels: { app: 'web' } });
    expect(web.podMetadata.getLabel('app')).toBe('web');
  });

  test('cannot ask for another value than the pods carry', () => {
    const { chart } = shop();
    const web = new Deployment(chart, 'Web', { containers: [nginx], podMetadata: { labels: { app: 'api' } } });
    expect(() => web.select(LabelSelector.of({ labels: { app: 'web' } })))
      .toThrow('shop/Web: the workload selects its pods by app=web, but they carry app=api. Give both the same value.');
  });

  test.each<[string, (web: Workload) => void, string]>([
    ['a label that is changed afterwards', (web) => {
      web.select(LabelSelector.of({ labels: { app: 'web' } }));
      web.podMetadata.addLabel('app', 'api');
    }, 'the workload selects its pods by app=web, but they carry app=api. Give both the same value.'],
    ['an expression for another value', (web) => {
      web.podMetadata.addLabel('app', 'api');
      web.select(LabelSelector.of({ expressions: [LabelExpression.in('app', ['web', 'shop'])] }));
    }, 'the workload selects its pods by app In web, shop, but they carry app=api.'],
    ['an expression for a label that is absent', (web) => {
      web.select(LabelSelector.of({ expressions: [LabelExpression.exists('app')] }));
    }, 'the workload selects its pods by app Exists, but they carry no label "app".'],
  ])('that disagrees with the pods is an error of the synthesis: %s', (_, disagree, error) => {
    const { app, chart } = shop();
    disagree(new StatefulSet(chart, 'Db', { containers: [{ ...nginx, portNumber: 80 }] }));
    expect(problemsAtSynth(app)).toThrow(`[shop/Db] ${error}`);
  });

  test('that selects nothing is an error of the synthesis', () => {
    const { app, chart } = shop();
    new DaemonSet(chart, 'Agent', { containers: [nginx], select: false });
    expect(problemsAtSynth(app)).toThrow('[shop/Agent] the workload selects no pods. Leave out "select: false"');
  });

  test('holds an expression that the pods satisfy', () => {
    const { chart } = shop();
    const web = new Deployment(chart, 'Web', { containers: [nginx], podMetadata: { labels: { app: 'web' } } });
    web.select(LabelSelector.of({ expressions: [LabelExpression.in('app', ['web']), LabelExpression.doesNotExist('canary')] }));
    expect(selectorOf(chart).matchExpressions).toEqual([{ key: 'app', operator: 'In', values: ['web'] }, { key: 'canary', operator: 'DoesNotExist' }]);
  });

  test('of a job is written only when somebody asks for it', () => {
    const { chart } = shop();
    new Job(chart, 'Usual', { containers: [nginx] });
    new Job(chart, 'Asked', { containers: [nginx], select: true });
    const [usual, asked] = Testing.synth(chart).map((object) => object.spec);
    expect(usual).not.toHaveProperty('selector');
    expect(asked).toMatchObject({ manualSelector: true, selector: { matchLabels: asked.template.metadata.labels } });
  });

  test('of a cron job is an error, since Kubernetes refuses it', () => {
    const { app, chart } = shop();
    new CronJob(chart, 'Report', { containers: [nginx], schedule: { expressionString: '* * * * *' }, select: true });
    expect(problemsAtSynth(app)).toThrow('[shop/Report] a CronJob selects its pods by itself. Leave out "select"');
  });
});

describe('scheduling', () => {
  test('reads the labels of others when it is written', () => {
    const { chart } = shop();
    const web = new Deployment(chart, 'Web', { containers: [nginx] });
    const cache = new Deployment(chart, 'Cache', { containers: [nginx] });
    web.scheduling.colocate(cache);
    cache.podMetadata.addLabel(Pod.ADDRESS_LABEL, 'later');
    expect(spec(chart).affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].labelSelector.matchLabels).toEqual({ [Pod.ADDRESS_LABEL]: 'later' });
  });

  test('keeps to namespaces of a name, and does not open all of them beside', () => {
    const { chart } = shop();
    const web = new Deployment(chart, 'Web', { containers: [nginx] });
    web.scheduling.separate(Pods.all(chart, 'Named', { namespaces: Namespaces.select(chart, 'N', { names: ['x'] }) }));
    web.scheduling.separate(Pods.all(chart, 'Both', { namespaces: Namespaces.select(chart, 'M', { names: ['x'], labels: { a: 'b' } }) }));
    const [named, labeled] = spec(chart).affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution;
    expect(named).toEqual({ topologyKey: 'kubernetes.io/hostname', labelSelector: {}, namespaces: ['x'] });
    expect(labeled.namespaceSelector).toEqual({
      matchLabels: { a: 'b' },
      matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values: ['x'] }],
    });
  });

  test('spreads the same way however often it is synthesized', () => {
    const { chart } = shop();
    new Deployment(chart, 'Web', { containers: [nginx], spread: true });
    const once = Testing.synth(chart);
    expect(Testing.synth(chart)).toEqual(once);
    expect(spec(chart).affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution).toHaveLength(2);
  });
});

describe('what a pod is given', () => {
  const { chart: other } = shop();
  const data = (id: string) => Volume.fromEmptyDir(other, id, 'data');

  test.each<[string, object, string]>([
    ['props as text', 'web' as unknown as object, '"props" is "web", but must be an object with named fields.'],
    ['a restart policy that only jobs have', { restartPolicy: RestartPolicy.NEVER }, '"restartPolicy" is "Never", but a Deployment can only have "Always".'],
    ['an unknown restart policy', { restartPolicy: 'always' }, '"restartPolicy" is "always", but must be one of "Always", "OnFailure", "Never".'],
    ['replicas below zero', { replicas: -1 }, '"replicas" is -1, but must be a whole number of at least 0.'],
    ['replicas as text', { replicas: '2' }, '"replicas" is "2", but must be a whole number of at least 0.'],
    ['a flag as text', { isolate: 'true' }, '"isolate" is "true", but must be true or false.'],
    ['a service account as text', { serviceAccount: 'web' }, '"serviceAccount" is "web", but must be a ServiceAccount.'],
    ['a pull secret that is missing', { imagePullSecrets: [null] }, '"imagePullSecrets[0]" is null, but is required. Give a Secret.'],
    ['a volume as text', { volumes: ['data'] }, '"volume" is "data", but must be a Volume'],
    ['two volumes of a name', { volumes: [data('A'), data('B')] }, 'two volumes are named "data". Give one of them another name.'],
    ['an alias without a name', { hostAliases: [{ ip: '10.0.0.1', hostnames: [] }] }, '"hostAliases[0].hostnames" is an empty list. Give a name'],
    ['an alias for a name', { hostAliases: [{ ip: 'db', hostnames: ['db'] }] }, '"hostAliases[0].ip" is "db", but must be an IP address'],
    ['seconds as a number', { terminationGracePeriod: 30 }, '"terminationGracePeriod" is 30, but must be a Duration of cdk8s'],
    ['a server that is a name', { dns: { nameservers: ['dns'] } }, 'dns: "nameservers" is "dns", but must be an IP address'],
    ['four servers', { dns: { nameservers: ['1.1.1.1', '1.1.1.2', '1.1.1.3', '1.1.1.4'] } }, 'there are 4 "nameservers", but Kubernetes takes at most 3.'],
    ['a user below zero', { securityContext: { user: -1 } }, 'securityContext: "user" is -1, but must be a whole number from 0 to 2147483647.'],
    ['root that must not be root', { securityContext: { user: 0 } }, '"user" is 0, which is root, but the pod must not run as root.'],
    ['a sysctl without a value', { securityContext: { sysctls: [{ name: 'a' }] } }, '"sysctls[0].value" is not given'],
    ['a label out of form', { podMetadata: { labels: { app: 'a b' } } }, '"podMetadata.labels["app"]" is "a b"'],
    ['an annotation that is a number', { podMetadata: { annotations: { a: 1 } } }, '"podMetadata.annotations["a"]" is 1, but must be text.'],
    ['a node label out of form', { nodeSelector: { 'a b': 'c' } }, '"a key of nodeSelector" is "a b"'],
    ['a toleration that is none', { tolerations: [{}] }, '"tolerations[0]" is {}, but must be a NodeTaintQuery'],
    ['a strategy as text', { strategy: 'Recreate' }, '"strategy" is "Recreate", but must be a DeploymentStrategy'],
    ['a deadline that ends before the pods are ready', { minReady: Duration.seconds(10), progressDeadline: Duration.seconds(10) },
      '"progressDeadline" is 10 seconds, but must be longer than "minReady", which is 10 seconds.'],
  ])('%s is refused', (_, props, error) => {
    expect(() => new Deployment(shop().chart, 'Web', props)).toThrow(error);
    expect(() => new Deployment(shop().chart, 'Web', props)).toThrow(/^shop\/Web: /);
  });

  test('a restart policy that jobs do not have is refused', () => {
    expect(() => new Job(shop().chart, 'Job', { restartPolicy: RestartPolicy.ALWAYS }))
      .toThrow('shop/Job: "restartPolicy" is "Always", but a Job can only have "Never" or "OnFailure".');
  });

  test('nothing at all is as good as an empty object', () => {
    const { chart } = shop();
    const web = new Deployment(chart, 'Web', null as any);
    new Job(chart, 'Job', { restartPolicy: undefined, select: undefined }).addContainer(nginx);
    web.addContainer(nginx);
    expect(Testing.synth(chart).map(({ spec: { template } }) => template.spec.restartPolicy)).toEqual(['Always', 'Never']);
  });

  test.each<[string, AbstractPodProps, string]>([
    ['no server to ask', { dns: { policy: DnsPolicy.NONE }, containers: [nginx] }, '"dns.policy" is "None", but there is no server to ask.'],
    ['two containers at one port of the node', {
      containers: [{ ...nginx, ports: [{ number: 80, hostPort: 80 }] }, { ...nginx, name: 'b', ports: [{ number: 81, hostPort: 80 }] }],
    }, 'the containers "main" and "b" both ask for the "hostPort" 80. Give one of them another.'],
    ['another port on the network of the node', { hostNetwork: true, containers: [{ ...nginx, ports: [{ number: 80, hostPort: 81 }] }] },
      'the container "main" declares the port 80 with "hostPort" 81, but with "hostNetwork" both are the same. Leave "hostPort" out.'],
    ['two volumes of a name', { containers: [{ ...nginx, volumeMounts: [{ path: '/a', volume: data('C') }, { path: '/b', volume: data('D') }] }] },
      'the volumes shop/C and shop/D are both named "data". Give one of them another name.'],
  ])('%s is an error of the synthesis', (_, props, error) => {
    const { app, chart } = shop();
    new Pod(chart, 'Pod', props);
    expect(problemsAtSynth(app)).toThrow(`[shop/Pod] ${error}`);
  });

  test('servers, domains and options of the resolver are handed out as copies', () => {
    const dns = new PodDns({ nameservers: ['1.1.1.1'], searches: ['a'], options: [{ name: 'b' }] });
    [dns.nameservers, dns.searches, dns.options].forEach((list) => list.splice(0));
    expect([dns.nameservers, dns.searches, dns.options]).toEqual([['1.1.1.1'], ['a'], [{ name: 'b' }]]);
  });

  test.each<[string, () => unknown, string]>([
    ['a weight of 0', () => scheduling().attract(Node.labeled(NodeLabelQuery.exists('a')), { weight: 0 }), 'shop/Pod: "weight" is 0, but must be a whole number from 1 to 100.'],
    ['no node', () => scheduling().assign(undefined as any), 'shop/Pod: "node" is not given'],
    ['a node by text', () => scheduling().assign('worker' as any), 'shop/Pod: "node" is "worker", but must be Node.named("worker-1").'],
    ['pods by text', () => scheduling().colocate('web' as any), 'shop/Pod: "selector" is "web", but must be what selects pods'],
    ['eviction without its effect', () => NodeTaintQuery.exists('a', { evictAfter: Duration.seconds(1) }), 'NodeTaintQuery.exists: "evictAfter" is given for every effect'],
    ['two numbers to be above', () => NodeLabelQuery.gt('a', ['1', '2']), '"values" is ["1","2"], but must be a list of one whole number as text'],
    ['no label at all', () => Node.labeled(), 'Node.labeled: "queries" is an empty list.'],
  ])('its scheduling refuses %s', (_, act, error) => {
    expect(act).toThrow(error);
  });

  test('its scheduling refuses a second node', () => {
    const places = scheduling();
    places.assign(Node.named('a'));
    expect(() => places.assign(Node.named('b'))).toThrow('shop/Pod: the pods cannot be assigned to the node "b", because they are assigned to "a" already.');
  });

  function scheduling() {
    return new Pod(shop().chart, 'Pod', { containers: [nginx] }).scheduling;
  }
});
