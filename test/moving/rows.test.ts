import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { Chart, Size, Testing } from 'cdk8s';
import * as plus from 'cdk8s-plus-34';
import { Library } from './programs/program';
import * as ours from '../../src';
import { ofAnotherLibrary } from '../support/check-every-manifest';

/** What a program comes to with a library: what it writes, or the error. */
function outcome(library: Library, build: (chart: Chart, kplus: Library) => void): any {
  const chart = new Chart(Testing.app(), 'shop', { namespace: 'shop' });
  try {
    build(chart, library);
    return Testing.synth(chart);
  } catch (error) {
    return String(error);
  }
}

function here(build: (chart: Chart, kplus: Library) => void): any {
  return outcome(ours, build);
}

function there(build: (chart: Chart, kplus: Library) => void): any {
  return ofAnotherLibrary(() => outcome(plus as unknown as Library, build));
}

function objectOf(kind: string, written: { kind: string }[]): any {
  return written.find((object) => object.kind === kind);
}

describe('the rows of the page hold: ', () => {
  test('entries of a ConfigMap that are all empty', () => {
    const build = (chart: Chart, { ConfigMap }: Library) => { new ConfigMap(chart, 'Map', { data: { a: '' } }); };
    expect(there(build)[0].data).toBeUndefined();
    expect(here(build)[0].data).toEqual({ a: '' });
  });

  test('a file that is not text', () => {
    const folder = mkdtempSync(join(tmpdir(), 'row-'));
    writeFileSync(join(folder, 'logo'), Uint8Array.of(0xff, 0x00));
    const build = (chart: Chart, { ConfigMap }: Library) => new ConfigMap(chart, 'Map').addFile(join(folder, 'logo'));
    expect(there(build)[0].data).toEqual({ logo: '\ufffd\0' });
    expect(here(build)[0].binaryData).toEqual({ logo: '/wA=' });
    rmSync(folder, { recursive: true });
  });

  test('a claim without access modes or storage', () => {
    const build = (chart: Chart, { PersistentVolumeClaim }: Library) => { new PersistentVolumeClaim(chart, 'Claim'); };
    expect(there(build)[0].spec).toEqual({ volumeMode: 'Filesystem' });
    expect(here(build)).toContain('"accessModes" is not given');
  });

  test('a volume of less than a GiB, or of parts of one', () => {
    const build = (chart: Chart, { AwsElasticBlockStorePersistentVolume, PersistentVolumeAccessMode }: Library) => {
      const accessModes = [PersistentVolumeAccessMode.READ_WRITE_ONCE];
      new AwsElasticBlockStorePersistentVolume(chart, 'Disk', { volumeId: 'v', accessModes, storage: Size.mebibytes(512) });
    };
    expect(there(build)).toContain('cannot be converted');
    expect(here(build)[0].spec.capacity).toEqual({ storage: '0.5Gi' });
  });

  test('volumes of a StatefulSet without claim templates', () => {
    const build = (chart: Chart, { StatefulSet, Volume }: Library) => {
      const db = new StatefulSet(chart, 'Db', { containers: [{ image: 'db', portNumber: 5432 }] });
      db.containers[0].mount('/tmp', Volume.fromEmptyDir(chart, 'Tmp', 'tmp'));
    };
    expect(objectOf('StatefulSet', there(build)).spec.template.spec.volumes).toBeUndefined();
    expect(objectOf('StatefulSet', here(build)).spec.template.spec.volumes).toEqual([{ name: 'tmp', emptyDir: {} }]);
  });

  test('a restart policy that is undefined', () => {
    const build = (chart: Chart, { Job }: Library) => { new Job(chart, 'Job', { restartPolicy: undefined, containers: [{ image: 'job' }] }); };
    expect(there(build)[0].spec.template.spec.restartPolicy).toBe('Always');
    expect(here(build)[0].spec.template.spec.restartPolicy).toBe('Never');
  });

  test('the name of a volume of a disk whose name is no label', () => {
    const build = (chart: Chart, { Pod, Volume }: Library) => {
      const disk = Volume.fromAzureDisk(chart, 'Disk', 'Data.vhd', 'https://a.example.com/Data.vhd');
      new Pod(chart, 'Pod', { containers: [{ image: 'a' }] }).addVolume(disk);
    };
    expect(there(build)[0].spec.volumes[0].name).toBe('azuredisk-Data.vhd');
    expect(here(build)[0].spec.volumes[0].name).toBe('azuredisk-data-vhd');
  });

  test('a service account that is only named', () => {
    const build = (chart: Chart, { Role, ServiceAccount }: Library) => {
      new Role(chart, 'Role').bind(ServiceAccount.fromServiceAccountName(chart, 'Account', 'ci'));
    };
    expect(objectOf('RoleBinding', there(build)).subjects[0].namespace).toBe('default');
    expect(objectOf('RoleBinding', here(build)).subjects[0].namespace).toBe('shop');
  });

  test('a rule that names nothing', () => {
    const build = (chart: Chart, { Role }: Library) => new Role(chart, 'Role').allowRead();
    expect(there(build)[0].rules).toEqual([]);
    expect(here(build)).toContain('"resources" is an empty list');
  });

  test('binding the same subjects twice', () => {
    const build = (chart: Chart, { Role, User }: Library) => {
      const [role, jane] = [new Role(chart, 'Role'), User.fromName(chart, 'Jane', 'jane')];
      role.bind(jane);
      role.bind(jane);
    };
    expect(there(build)).toContain('There is already a Construct with name');
    expect(objectOf('RoleBinding', here(build)).subjects).toHaveLength(1);
  });

  test('permissions on an object without a namespace', () => {
    const build = (chart: Chart, { ClusterRole, User }: Library) => {
      new ClusterRole(chart, 'Role').permissions.grantRead(User.fromName(chart, 'Jane', 'jane'));
    };
    expect(objectOf('Role', there(build)).rules[0].resources).toEqual(['clusterroles']);
    expect(here(build)).toContain('a ClusterRole lies in no namespace, so that a Role opens nothing there');
  });

  test('the label of a combined role with a long name', () => {
    const build = (chart: Chart, { ClusterRole }: Library) => {
      new ClusterRole(chart, 'x'.repeat(60)).combine(new ClusterRole(chart, 'Other'));
    };
    const keyIn = (written: any[]): string => Object.keys(objectOf('ClusterRole', written).aggregationRule.clusterRoleSelectors[0].matchLabels)[0];
    expect(keyIn(there(build)).split('/')[1].length).toBeGreaterThan(63);
    expect(keyIn(here(build)).split('/')[1].length).toBeLessThanOrEqual(63);
  });

  test('the type of an autoscaler in the rule of a role', () => {
    const build = (chart: Chart, { Deployment, HorizontalPodAutoscaler, Role }: Library) => {
      const target = new Deployment(chart, 'Web', { containers: [{ image: 'web' }] });
      new Role(chart, 'Role').allowRead(new HorizontalPodAutoscaler(chart, 'Scaler', { target, maxReplicas: 2 }));
    };
    expect(objectOf('Role', there(build)).rules[0].resources).toEqual(['horizontalpodautoscaler']);
    expect(objectOf('Role', here(build)).rules[0].resources).toEqual(['horizontalpodautoscalers']);
  });

  test('an autoscaler over containers of which one requests nothing', () => {
    const build = (chart: Chart, { Deployment, HorizontalPodAutoscaler }: Library) => {
      const target = new Deployment(chart, 'Web', { containers: [{ image: 'web' }, { name: 'proxy', image: 'proxy', resources: {} }] });
      new HorizontalPodAutoscaler(chart, 'Scaler', { target, maxReplicas: 2 });
    };
    expect(objectOf('HorizontalPodAutoscaler', there(build)).spec.metrics).toBeUndefined();
    expect(here(build)).toContain('the container "proxy" of Deployment');
  });

  test('a metric with a target that it cannot have', () => {
    const build = (chart: Chart, { Deployment, HorizontalPodAutoscaler, Metric, MetricTarget }: Library) => {
      const target = new Deployment(chart, 'Web', { containers: [{ image: 'web' }] });
      new HorizontalPodAutoscaler(chart, 'Scaler', { target, maxReplicas: 2, metrics: [Metric.resourceCpu(MetricTarget.value(5))] });
    };
    expect(objectOf('HorizontalPodAutoscaler', there(build)).spec.metrics[0].resource.target.type).toBe('Value');
    expect(here(build)).toContain('"target" is MetricTarget.value(…)');
  });

  test('a metric of the storage of a container', () => {
    const build = (chart: Chart, { Deployment, HorizontalPodAutoscaler, Metric, MetricTarget }: Library) => {
      const target = new Deployment(chart, 'Web', { containers: [{ image: 'web' }] });
      const metric = Metric.containerStorage({ container: target.containers[0], target: MetricTarget.averageValue(5) });
      new HorizontalPodAutoscaler(chart, 'Scaler', { target, maxReplicas: 2, metrics: [metric] });
    };
    expect(objectOf('HorizontalPodAutoscaler', there(build)).spec.metrics[0].containerResource.name).toBe('storage');
    expect(here(build)).toContain('API servers refuse this metric');
  });

  test('the unit of a variable', () => {
    const build = (chart: Chart, { EnvValue, Pod, ResourceFieldPaths }: Library) => {
      const value = EnvValue.fromResource(ResourceFieldPaths.CPU_LIMIT, { divisor: '1Mi' });
      new Pod(chart, 'Pod', { containers: [{ image: 'a', envVariables: { A: value } }] });
    };
    expect(there(build)[0].spec.containers[0].env[0].valueFrom.resourceFieldRef.divisor).toBe('1Mi');
    expect(here(build)).toContain('"divisor" is "1Mi"');
  });

  test('an Ingress of a service in another namespace than the chart', () => {
    const build = (chart: Chart, { Deployment }: Library) => {
      new Deployment(chart, 'Web', { metadata: { namespace: 'front' }, containers: [{ image: 'web', portNumber: 80 }] }).exposeViaIngress('/');
    };
    expect(objectOf('Ingress', there(build)).metadata.namespace).toBe('shop');
    expect(objectOf('Ingress', here(build)).metadata.namespace).toBe('front');
  });

  test('an Ingress that leads to an object of the core', () => {
    const build = (chart: Chart, { ConfigMap, Ingress, IngressBackend }: Library) => {
      new Ingress(chart, 'Ingress').addRule('/', IngressBackend.fromResource(new ConfigMap(chart, 'Map', { data: { a: 'b' } })));
    };
    const resourceIn = (written: any[]) => objectOf('Ingress', written).spec.rules[0].http.paths[0].backend.resource;
    expect(resourceIn(there(build)).apiGroup).toBe('core');
    expect(resourceIn(here(build))).not.toHaveProperty('apiGroup');
  });
});
