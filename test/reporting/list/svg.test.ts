import { cluster } from '../../../bench/clusters';
import { graphOf } from '../../../src/reporting/list/graph';
import { listingOf } from '../../../src/reporting/list/listing';
import { Card } from '../../../src/reporting/list/picture/boxes';
import { layoutOf } from '../../../src/reporting/list/picture/layout';
import { routesOf } from '../../../src/reporting/list/picture/routes';
import { analysisOf, closed, fromPods, listed, ODD_PAIR, SHOP, workload } from '../shop';

const textsOf = (svg: string) => [...svg.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map(([, text]) => text);

describe('a list as a picture', () => {
  test('shows namespaces, workloads with their kinds, the ports that are open, and addresses', () => {
    expect(textsOf(listed('svg', SHOP)).sort()).toEqual(['10.0.0.1', 'Deployment', 'Deployment', 'External', 'TCP 5432', 'TCP 80,UDP 53', 'data', 'db', 'shop', 'web']);
  });

  test('has a line for each pair, which says under the mouse what it is', () => {
    const titles = [...listed('svg', SHOP).matchAll(/<g class="line"><title>([^<]*)<\/title><path d="M[^"]+"/g)].map(([, title]) => title);
    expect(titles).toEqual(['10.0.0.1-10.0.0.1[External] =&#62; shop/web[Deployment] : TCP 80,UDP 53', 'shop/web[Deployment] =&#62; data/db[Deployment] : TCP 5432']);
  });

  test('dashes what leads to pods that are not in the manifests, and says what dashes mean', () => {
    expect(listed('svg', SHOP)).not.toContain('dash');
    const exposed = listed('svg', SHOP, { exposure: true });
    expect(exposed).toMatch(/all pods\]? =&#62; data\/db\[Deployment\] : TCP 22<\/title><path [^>]*stroke-dasharray/);
    expect(textsOf(exposed)).toContain('Dashed: pods that are not in the manifests');
  });

  test('escapes names', () => {
    const svg = listed('svg', ODD_PAIR);
    expect(textsOf(svg)).toContain('odd&#34;&#60;b&#62;|`#&#38;&#39;\\,');
    expect(svg.replace(/<[^<>]*>/g, '')).not.toMatch(/[<>]|&(?!#\d+;)/);
  });

  test('shortens a name that is too long, and has all of it under the mouse', () => {
    const long = `${'a'.repeat(60)}-${'z'.repeat(60)}`;
    const svg = listed('svg', [workload('shop', long)]);
    expect(textsOf(svg).find((text) => text.startsWith('aaa'))).toMatch(/^a{22}…z{21}$/);
    expect(svg).toContain(`<title>shop/${long}[Deployment]</title>`);
  });

  test('says that there is nothing, where there is nothing', () => {
    expect(textsOf(listed('svg', []))).toEqual(['There is nothing to show.']);
  });

  test('is the same whenever it is drawn', () => {
    const manifests = cluster({ workloads: 30 });
    expect(listed('svg', manifests)).toBe(listed('svg', manifests));
  });
});

const pictured = (manifests: readonly object[], by: 'workload' | 'class' = 'workload', exposure = true) => {
  const graph = graphOf(listingOf(analysisOf(manifests), { by, exposure }));
  const layout = layoutOf(graph);
  return { layout, routes: routesOf(graph, layout), cards: [...layout.cards.values()] };
};

const place = (cards: readonly Card[], name: string) => cards.find(({ node }) => node.name === name)!;

describe('the layout', () => {
  test('has who calls to the left of who is called, addresses at the sides', () => {
    const chain = [
      ...['one', 'two', 'three'].map((name) => workload(name, name)),
      closed('one', 'one', { ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }], egress: [{ to: [{ namespaceSelector: {}, ...fromPods('two') }] }] }),
      closed('two', 'two', { ingress: [{}], egress: [{ to: [{ namespaceSelector: {}, ...fromPods('three') }] }] }),
      closed('three', 'three', { ingress: [{ from: [{ namespaceSelector: {} }] }], egress: [{ to: [{ ipBlock: { cidr: '192.0.2.0/24' } }] }] }),
    ];
    const { cards } = pictured(chain, 'workload', false);
    const xs = ['10.0.0.0-10.255.255.255', 'one', 'two', 'three', '192.0.2.0-192.0.2.255'].map((name) => place(cards, name).x);
    expect(xs).toEqual([...xs].sort((a, b) => a - b));
    expect(new Set(xs).size).toBe(5);
  });

  describe.each([5, 20, 50, 120])('of %i workloads', (workloads) => {
    const { layout, cards, routes } = pictured(cluster({ workloads }));

    test('has no two things in one place, and everything within the picture', () => {
      const overlaps = cards.flatMap((one, index) => cards.slice(index + 1).filter((other) => (
        one.x < other.x + other.width && other.x < one.x + one.width && one.y < other.y + other.height && other.y < one.y + one.height
      )).map((other) => `${one.name} and ${other.name}`));
      expect(overlaps).toEqual([]);
      for (const { x, y, width, height } of cards) {
        expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
        expect([x + width <= layout.width, y + height <= layout.height]).toEqual([true, true]);
      }
    });

    test('has every card within the box of its namespace, below the title', () => {
      for (const box of layout.columns.flat().filter(({ name }) => name !== undefined)) {
        for (const card of box.columns.flat()) {
          expect(card.node.group).toBe(box.name);
          const { x, y, width, height } = card;
          expect([x >= box.x, y >= box.y + 24, x + width <= box.x + box.width, y + height <= box.y + box.height]).toEqual([true, true, true, true]);
        }
      }
    });

    test('leads no line across a card', () => {
      const crossed = routes.flatMap(({ edge, path }) => cards
        .filter((card) => pointsOf(path).some((point) => isInside(point, card)))
        .map((card) => `${edge.title} crosses ${card.name}`));
      expect(crossed).toEqual([]);
    });

    test('ends every line at the door with its ports', () => {
      for (const { edge, tip } of routes) {
        const card = layout.cards.get(edge.to)!;
        const door = card.doors[Math.floor((tip.y - card.y - card.headHeight) / 17)];
        expect([door.connections, tip.x]).toEqual([edge.connections, tip.right ? card.x : card.x + card.width]);
      }
    });
  });
});

function isInside([x, y]: readonly [number, number], card: Card): boolean {
  return x > card.x + 1 && x < card.x + card.width - 1 && y > card.y + 1 && y < card.y + card.height - 1;
}

/** Points along a path of the commands M, H and C, close to each other. */
function pointsOf(path: string): [number, number][] {
  const points: [number, number][] = [];
  let [x, y] = [0, 0];
  for (const [, command, args] of path.matchAll(/([MHC])([^MHC]*)/g)) {
    const [a, b, c, d, e, f] = args.split(/[ ,]/).map(Number);
    const [fromX, fromY] = [x, y];
    if (command === 'M') [x, y] = [a, b];
    else if (command === 'H') x = a;
    else [x, y] = [e, f];
    for (let step = 0; command !== 'M' && step <= 40; step++) {
      const t = step / 40;
      const bezier = (...[p, q, r, s]: number[]) => (1 - t) ** 3 * p + 3 * (1 - t) ** 2 * t * q + 3 * (1 - t) * t ** 2 * r + t ** 3 * s;
      points.push(command === 'H' ? [fromX + t * (a - fromX), y] : [bezier(fromX, a, c, e), bezier(fromY, b, d, f)]);
    }
  }
  return points;
}
