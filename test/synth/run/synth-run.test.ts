import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ApiObject, App, Chart, JsonPatch, Testing, Yaml, YamlOutputType } from 'cdk8s';
import { Deployment } from '../../../src';

/** `web` may talk to `redis`, which lies in another chart, and one more chart is written between and after them. */
function shop(outdir?: string, yamlOutputType?: YamlOutputType) {
  const app = outdir === undefined ? Testing.app() : new App({ outdir, yamlOutputType });
  const [front, back] = ['front', 'back'].map((id) => new Chart(app, id, { namespace: id }));
  const [web, redis] = [deployment(front, 'web'), deployment(back, 'redis')];
  web.connections.allowTo(redis);
  return { app, front, back, web, redis };
}

function deployment(chart: Chart, name: string): Deployment {
  return new Deployment(chart, name, { metadata: { name }, containers: [{ image: 'x', portNumber: 6379 }] });
}

const CLOSE = JsonPatch.remove('/spec/ingress');

/** Runs when the app is validated for this time, the calls counted from 1. */
function atValidation(of: Chart, time: number, act: () => void): () => number {
  let count = 0;
  of.node.addValidation({
    validate: () => {
      count += 1;
      if (count === time) act();
      return [];
    },
  });
  return () => count;
}

function policyIn(manifests: any[]): any {
  return manifests.find(({ kind, metadata }) => kind === 'NetworkPolicy' && metadata.name === 'redis');
}

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).map((name) => join(folder, name)).flatMap((path) => (statSync(path).isDirectory() ? filesBelow(path) : [path]));
}

describe('a patch of a validation', () => {
  const ways: [string, (made: ReturnType<typeof shop>, outdir: string) => any[]][] = [
    ...Object.values(YamlOutputType).filter((type): type is YamlOutputType => typeof type !== 'string').map((type): [string, (made: ReturnType<typeof shop>, outdir: string) => any[]] => [
      `synth, ${YamlOutputType[type]}`,
      ({ app }, outdir) => {
        app.synth();
        return filesBelow(outdir).flatMap((file) => Yaml.load(file) as any[]);
      },
    ]),
    ['synthYaml', ({ app }) => {
      const text = app.synthYaml();
      return text.split(/^---$/m).map((part) => Yaml.load(tmp(part))[0]);
    }],
    ['Testing.synth', ({ back }) => Testing.synth(back)],
  ];
  const folders: string[] = [];
  const folder = () => folders[folders.push(mkdtempSync(join(tmpdir(), 'synth-'))) - 1];
  const tmp = (text: string) => {
    const file = join(folder(), 'part.yaml');
    writeFileSync(file, text);
    return file;
  };
  afterAll(() => folders.forEach((one) => rmSync(one, { recursive: true })));
  const typeOf = (way: string) => YamlOutputType[way.split(', ')[1] as keyof typeof YamlOutputType];

  const cases = ways.flatMap(([way, write]) => [1, 2, 3, 4].flatMap((time) => (['front', 'back'] as const).map((of) => ({ way, write, time, of }))));

  test.each(cases)('that closes a declared connection is never written: $way, time $time, of $of', ({ way, write, time, of }) => {
    const outdir = folder();
    const made = shop(outdir, typeOf(way));
    const policy = ApiObject.of(made.redis.node.findChild('Connections'));
    const calls = atValidation(made[of], time, () => policy.addJsonPatch(CLOSE));
    let written: any[] | undefined;
    let message = '';
    try {
      written = write(made, outdir);
    } catch (error) {
      message = (error as Error).message;
    }
    const patched = calls() >= time;
    expect(message).toMatch(patched ? /does not hold|is closed|was patched after/ : /^$/);
    if (written) expect(policyIn(written).spec.ingress).toHaveLength(1);
    for (const file of filesBelow(outdir)) {
      const found = policyIn(Yaml.load(file) as any[]);
      if (found) expect(found.spec.ingress).toHaveLength(1);
    }
  });

  test.each(cases)('that closes nothing is written or refused, but not lost: $way, time $time, of $of', ({ way, write, time, of }) => {
    const outdir = folder();
    const made = shop(outdir, typeOf(way));
    const calls = atValidation(made[of], time, () => ApiObject.of(made.redis).addJsonPatch(JsonPatch.add('/metadata/labels', { late: 'yes' })));
    try {
      const redis = write(made, outdir).find(({ kind, metadata }) => kind === 'Deployment' && metadata.name === 'redis');
      expect(redis.metadata.labels).toEqual(calls() >= time ? { late: 'yes' } : undefined);
    } catch (error) {
      expect((error as Error).message).toContain('back/redis/Resource: was patched after its chart was looked at');
    }
  });

  test('that says the same each time is written', () => {
    const { app, back, redis } = shop();
    back.node.addValidation({
      validate: () => {
        ApiObject.of(redis).addJsonPatch(JsonPatch.add('/metadata/labels', { same: 'always' }));
        return [];
      },
    });
    expect(app.synthYaml()).toContain('same: always');
    expect(app.synthYaml()).toContain('same: always');
  });

  test('of an object that somebody else made is seen as well', () => {
    const { app, front } = shop();
    const deny = new ApiObject(front, 'deny', {
      apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'deny' }, spec: { podSelector: { matchLabels: { app: 'x' } }, policyTypes: ['Ingress'] },
    });
    atValidation(front, 2, () => deny.addJsonPatch(JsonPatch.replace('/spec/podSelector', { matchLabels: { app: 'y' } })));
    const written = app.synthYaml();
    expect(written).toMatch(/app: "?y/);
  });
});

test('what is changed after a synth is written by the next', () => {
  const { app, back, redis } = shop();
  app.synthYaml();
  redis.addContainer({ name: 'exporter', image: 'exporter', portNumber: 9121 });
  ApiObject.of(redis).addJsonPatch(JsonPatch.add('/metadata/labels', { later: 'yes' }));
  expect(app.synthYaml()).toMatch(/later: "?yes/);
  expect(policyIn(Testing.synth(back)).spec.ingress[0].ports.map(({ port }: { port: number }) => port)).toEqual([6379, 9121]);
});

test('a synth that failed leaves nothing behind', () => {
  const { app, redis } = shop();
  const policy = ApiObject.of(redis.node.findChild('Connections'));
  policy.addJsonPatch(CLOSE);
  expect(() => app.synthYaml()).toThrow('redis');
  policy.addJsonPatch(JsonPatch.add('/spec/ingress', [{}]));
  expect(app.synthYaml()).toContain('name: redis');
});
