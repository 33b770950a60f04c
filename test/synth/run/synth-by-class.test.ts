import { ApiObject, App, Chart, JsonPatch, Testing } from 'cdk8s';
import { Deployment, INetworkPolicyPeer, NetworkPolicyIpBlock } from '../../../src';

/** A peer that counts how often it is asked who it is. */
function countingPeer(): INetworkPolicyPeer & { asked: number } {
  return {
    asked: 0,
    toNetworkPolicyPeerConfig() {
      this.asked += 1;
      return NetworkPolicyIpBlock.ipv4('203.0.113.0/24').toNetworkPolicyPeerConfig();
    },
    toPodSelector: () => undefined,
  };
}

describe('jsii calls the method of the class for programs in other languages, whatever the object has in its place', () => {
  test.each([
    ['App.synthYaml', (app: App) => App.prototype.synthYaml.call(app), (app: App) => app.synthYaml()],
    ['App.synth', (app: App) => App.prototype.synth.call(app), (app: App) => app.synth()],
    ['Chart.toJson', (app: App) => Chart.prototype.toJson.call(app.charts[0]), (app: App) => Testing.synth(app.charts[0])],
  ])('%s is then one synth, too, in which all is planned and proved once', (_, byClass, byObject) => {
    const app = Testing.app();
    const peer = countingPeer();
    for (const name of ['front', 'back']) {
      const web = new Deployment(new Chart(app, name, { namespace: name }), 'web', { containers: [{ image: 'x' }] });
      web.connections.allowTo(peer);
    }
    const timesAsked = (act: (one: App) => unknown) => {
      peer.asked = 0;
      act(app);
      return peer.asked;
    };
    expect(timesAsked(byClass)).toBe(1);
    expect(timesAsked(byObject)).toBe(1);
  });

  test.each([
    ['of the class', (object: ApiObject, patch: JsonPatch) => ApiObject.prototype.addJsonPatch.call(object, patch)],
    ['of the object', (object: ApiObject, patch: JsonPatch) => object.addJsonPatch(patch)],
  ])('a patch by the method %s, after the app was looked at, is looked at as well', (_, add) => {
    const app = Testing.app();
    const chart = new Chart(app, 'shop', { namespace: 'shop' });
    const [web, api] = ['web', 'api'].map((name) => new Deployment(chart, name, { containers: [{ image: 'x', portNumber: 80 }] }));
    web.connections.allowTo(api);
    let times = 0;
    chart.node.addValidation({
      validate: () => {
        times += 1;
        if (times === 2) add(ApiObject.of(web.node.findChild('Connections')), JsonPatch.remove('/spec/egress'));
        return [];
      },
    });
    expect(() => app.synth()).toThrow('connections.allowTo(shop/api)');
  });

  test('a namespace that is patched by the method of the class is that of the policies as well', () => {
    const chart = new Chart(Testing.app(), 'shop', { namespace: 'shop' });
    const [web, api] = ['web', 'api'].map((name) => new Deployment(chart, name, { containers: [{ image: 'x', portNumber: 80 }] }));
    ApiObject.prototype.addJsonPatch.call(ApiObject.of(api), JsonPatch.replace('/metadata/namespace', 'backend'));
    web.connections.allowTo(api);
    const written = (Testing.synth(chart) as { kind: string; metadata: { namespace: string } }[]).filter(({ kind }) => kind === 'NetworkPolicy');
    expect(written.map(({ metadata: { namespace } }) => namespace)).toEqual(['shop', 'backend']);
  });
});
