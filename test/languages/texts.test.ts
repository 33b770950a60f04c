import { readFileSync } from 'fs';
import { join } from 'path';
import { ApiObject, App, Chart, JsonPatch } from 'cdk8s';
import { Deployment, Reachability, ReachabilityAssertions } from '../../src';

/** The shop that the tests of other languages have: web, and an api that listens on 3000. */
function shop() {
  const app = new App();
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  const web = new Deployment(chart, 'web', { metadata: { name: 'web' }, containers: [{ image: 'web:1' }] });
  const api = new Deployment(chart, 'api', { metadata: { name: 'api' }, containers: [{ image: 'api:1', portNumber: 3000 }] });
  web.connections.allowTo(api);
  return { app, web };
}

function expectedText(name: string): string {
  return readFileSync(join(__dirname, name), 'utf8').trimEnd();
}

/** The text of the error. The line of the call, which it names, is known to JavaScript only. */
function errorOf(act: () => void): string {
  try {
    act();
  } catch (error) {
    return String(error).replace(/ at \S+:\d+/, '');
  }
  throw new Error('there was no error');
}

describe('what the tests of other languages expect is what TypeScript says', () => {
  test('of a connection that does not hold', () => {
    const { app, web } = shop();
    ApiObject.of(web.node.findChild('Connections')).addJsonPatch(JsonPatch.replace('/spec/egress', []));
    expect(errorOf(() => app.synth())).toBe(expectedText('broken-connection.txt'));
  });

  test('of an assertion that fails', () => {
    const who = ReachabilityAssertions.of(Reachability.ofApp(shop().app));
    expect(errorOf(() => who.doesNotReach('shop/web', 'shop/api'))).toBe(expectedText('failed-assertion.txt'));
  });
});
