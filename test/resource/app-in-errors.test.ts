import { App, Chart } from 'cdk8s';
import { Deployment, Verification } from '../../src';
import { InvalidInput } from '../../src/validation/invalid-input';

describe('the app, which has no path', () => {
  test('is called the app', () => {
    expect(() => Verification.of(new App()).acknowledge('no-such-id', 'why')).toThrow(/^the app: "id" is "no-such-id"/);
  });

  test('is not what is wrong where the environment is', () => {
    const app = new App();
    const [web, api] = ['web', 'api'].map((name) => new Deployment(new Chart(app, name, { namespace: name }), name, { containers: [{ image: 'x', portNumber: 80 }] }));
    web.connections.allowTo(api);
    process.env.CDK8S_NETPOL_FAIL_ON = 'no-such-id';
    try {
      expect(() => app.synthYaml()).toThrow('[] the environment: "CDK8S_NETPOL_FAIL_ON" is "no-such-id"');
    } finally {
      delete process.env.CDK8S_NETPOL_FAIL_ON;
    }
  });
});

describe('the text of an error is its message', () => {
  test('of a value that is wrong', () => {
    expect(String(new InvalidInput('shop/web', 'is wrong.'))).toBe('shop/web: is wrong.');
  });

  test('of a synth that fails, too', () => {
    const app = new App();
    const web = new Deployment(new Chart(app, 'shop', { namespace: 'shop' }), 'web', { containers: [{ image: 'x' }] });
    web.node.addValidation({ validate: () => ['is wrong'] });
    expect(() => app.synth()).toThrow(expect.objectContaining({ message: expect.stringMatching(/^Validation failed/) }));
    try {
      app.synth();
    } catch (error) {
      expect(String(error)).toBe((error as Error).message);
    }
  });
});
