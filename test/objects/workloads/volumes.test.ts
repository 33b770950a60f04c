import { Chart, Duration, Size, Testing } from 'cdk8s';
import { ConfigMap, EnvFieldPaths, PersistentVolumeClaim, Pod, Secret, ServiceAccount, Volume, VolumeProjection } from '../../../src';

function volumeIn(make: (chart: Chart) => Volume): any {
  const chart = Testing.chart();
  new Pod(chart, 'Pod', { containers: [{ image: 'x', volumeMounts: [{ path: '/v', volume: make(chart) }] }] });
  return Testing.synth(chart)[0].spec.volumes[0];
}

describe('a projected volume', () => {
  test('puts files of every kind of source into one directory', () => {
    const volume = volumeIn((chart) => Volume.fromProjected(chart, 'V', 'all', [
      VolumeProjection.fromConfigMap(ConfigMap.fromConfigMapName(chart, 'C', 'config'), { items: { b: { path: 'x/b', mode: 0o400 }, a: { path: 'a' } } }),
      VolumeProjection.fromSecret(Secret.fromSecretName(chart, 'S', 'secret'), { optional: true }),
      VolumeProjection.fromServiceAccountToken('token', { audience: 'vault', expiration: Duration.hours(2) }),
      VolumeProjection.fromDownwardApi({ name: EnvFieldPaths.POD_NAME, labels: EnvFieldPaths.POD_LABEL }),
    ], { defaultMode: 0o440 }));
    expect(volume).toEqual({
      name: 'all',
      projected: {
        defaultMode: 0o440,
        sources: [
          { configMap: { name: 'config', items: [{ key: 'a', path: 'a' }, { key: 'b', path: 'x/b', mode: 0o400 }] } },
          { secret: { name: 'secret', optional: true } },
          { serviceAccountToken: { path: 'token', audience: 'vault', expirationSeconds: 7200 } },
          { downwardAPI: { items: [{ path: 'labels', fieldRef: { fieldPath: 'metadata.labels' } }, { path: 'name', fieldRef: { fieldPath: 'metadata.name' } }] } },
        ],
      },
    });
  });

  test.each<[string, (chart: Chart) => unknown, string]>([
    ['no source', (chart) => Volume.fromProjected(chart, 'V', 'v', []), 'test/V: "sources" is an empty list.'],
    ['a source that is none', (chart) => Volume.fromProjected(chart, 'V', 'v', [{} as VolumeProjection]), 'test/V: "sources[0]" is {}, but must be a VolumeProjection'],
    ['a token that is gone in a minute', () => VolumeProjection.fromServiceAccountToken('t', { expiration: Duration.minutes(1) }), '"expiration" is 60 seconds'],
    ['a field that no file can hold', () => VolumeProjection.fromDownwardApi({ ip: EnvFieldPaths.POD_IP }), '"fields["ip"]" is "status.podIP", but must be one of'],
    ['no field', () => VolumeProjection.fromDownwardApi({}), '"fields" is {}, but must be an object such as'],
    ['a way out of the volume', () => VolumeProjection.fromServiceAccountToken('../t'), '"path" is "../t", but must be a path inside the volume'],
  ])('refuses %s', (_, make, error) => {
    expect(() => make(Testing.chart())).toThrow(error);
  });
});

describe('the name of a volume', () => {
  test('is derived from an object whose name is no label', () => {
    expect(volumeIn((chart) => Volume.fromConfigMap(chart, 'V', ConfigMap.fromConfigMapName(chart, 'C', 'app.conf'))).name).toBe('configmap-app-conf');
    expect(volumeIn((chart) => Volume.fromSecret(chart, 'V', Secret.fromSecretName(chart, 'S', `${'a'.repeat(55)}.${'b'.repeat(9)}`))).name).toBe(`secret-${'a'.repeat(55)}`);
  });

  test.each(['Data', 'a.b', '', 'a'.repeat(64), 7, undefined])('cannot be %p', (name) => {
    expect(() => Volume.fromEmptyDir(Testing.chart(), 'V', name as string)).toThrow(/^test\/V: "name" is /);
  });
});

describe('what a volume is given', () => {
  test.each<[string, (chart: Chart) => unknown, string]>([
    ['no ConfigMap', (chart) => Volume.fromConfigMap(chart, 'V', undefined as any), 'test/V: "configMap" is not given'],
    ['a Secret by text', (chart) => Volume.fromSecret(chart, 'V', 'secret' as any), 'test/V: "secr" is "secret", but must be a Secret.'],
    ['a size as text', (chart) => Volume.fromEmptyDir(chart, 'V', 'v', { sizeLimit: '1Gi' as unknown as Size }), '"sizeLimit" is "1Gi", but must be a Size of cdk8s'],
    ['an unknown medium', (chart) => Volume.fromEmptyDir(chart, 'V', 'v', { medium: 'memory' as any }), '"medium" is "memory", but must be one of "", "Memory".'],
    ['no path of the node', (chart) => Volume.fromHostPath(chart, 'V', 'v', undefined as any), '"options" is not given'],
    ['a relative export', (chart) => Volume.fromNfs(chart, 'V', 'v', { server: 's', path: 'p' }), '"path" is "p", but must be an absolute path'],
    ['permissions out of range', (chart) => Volume.fromConfigMap(chart, 'V', ConfigMap.fromConfigMapName(chart, 'C', 'c'), { defaultMode: 644 }), '"defaultMode" is 644, but must be permissions from 0 to 0o777'],
    ['an item without a path', (chart) => Volume.fromConfigMap(chart, 'V', ConfigMap.fromConfigMapName(chart, 'C', 'c'), { items: { a: {} as any } }), '"items["a"].path" is not given'],
    ['no driver', (chart) => Volume.fromCsi(chart, 'V', ''), '"driver" is "", but must be text that is not empty.'],
  ])('refuses %s', (_, make, error) => {
    expect(() => make(Testing.chart())).toThrow(error);
  });
});

describe('objects that exist elsewhere', () => {
  test.each<[string, (chart: Chart, name: any) => { name: string }]>([
    ['ConfigMap', (chart, name) => ConfigMap.fromConfigMapName(chart, 'X', name)],
    ['Secret', (chart, name) => Secret.fromSecretName(chart, 'X', name)],
    ['PersistentVolumeClaim', (chart, name) => PersistentVolumeClaim.fromClaimName(chart, 'X', name)],
    ['ServiceAccount', (chart, name) => ServiceAccount.fromServiceAccountName(chart, 'X', name)],
  ])('a %s is known by its name, and nothing is written for it', (kind, make) => {
    const chart = Testing.chart();
    expect(make(chart, 'a.b').name).toBe('a.b');
    expect(Testing.synth(chart)).toEqual([]);
    expect(() => make(Testing.chart(), undefined)).toThrow(`test/X: "name" is not given, but is required. Give the name of a ${kind}.`);
    expect(() => make(Testing.chart(), 'A B')).toThrow('test/X: "name" is "A B"');
  });
});
