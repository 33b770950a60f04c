import { Chart, Testing } from 'cdk8s';
import { Deployment, WellKnownPeer } from '../../../src';
import { policiesOf } from '../../support/who-reaches-whom';

let said: string[];
let errors: jest.SpyInstance;

beforeEach(() => {
  delete process.env.CDK8S_NETPOL_FINDINGS;
  said = [];
  errors = jest.spyOn(process.stderr, 'write').mockImplementation((text) => said.push(String(text)) > 0);
});

afterEach(() => {
  process.env.CDK8S_NETPOL_FINDINGS = 'off';
  errors.mockRestore();
});

/** A web that is behind an Ingress, if so asked. */
function shop(behind: boolean) {
  const app = Testing.app();
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  const web = new Deployment(chart, 'Web', { metadata: { name: 'web' }, containers: [{ image: 'web', portNumber: 8080 }] });
  if (behind) web.exposeViaIngress('/');
  return { app, web };
}

describe('an Ingress is no connection', () => {
  test.each<[string, (web: Deployment) => void]>([
    ['an open workload', () => {}],
    ['a closed workload', (web) => web.connections.isolate()],
  ])('%s has the same policies behind it', (_, change) => {
    const [one, other] = [shop(true), shop(false)];
    [one, other].forEach(({ web }) => change(web));
    expect(policiesOf(one.app)).toEqual(policiesOf(other.app));
  });

  test('closed pods behind it are a warning, and the app is written', () => {
    const { app, web } = shop(true);
    web.connections.isolate();
    expect(() => app.synth()).not.toThrow();
    expect(said.join('')).toMatch(/^shop\/Web\/Service\/Ingress: warning: .*WellKnownPeer\.ingressController\(.* \[closed-entry\]$/m);
  });

  test.each<[string, (web: Deployment) => void]>([
    ['pods that are open', () => {}],
    ['pods that let the controller in', (web) => { web.connections.isolate(); web.connections.allowFrom(WellKnownPeer.ingressNginx()); }],
  ])('%s are no warning', (_, change) => {
    const { app, web } = shop(true);
    change(web);
    app.synth();
    expect(said.join('')).not.toContain('closed-entry');
  });
});
