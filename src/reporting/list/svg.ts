import { GraphNode, graphOf } from './graph';
import { Listing } from './listing';
import { Box, Card, DOOR_HEIGHT, DOOR_SIZE, KIND_SIZE, NAME_SIZE, PADDING, TITLE_SIZE } from './picture/boxes';
import { layoutOf, MARGIN } from './picture/layout';
import { ARROW, Route, routesOf } from './picture/routes';

/** Colors that can be told apart on white; what leads to one node has one of them. */
const COLORS = ['#0969da', '#1a7f37', '#bc4c00', '#8250df', '#bf3989', '#0e7490', '#9a6700', '#cf222e', '#57606a', '#4d7c0f'];
const FILLS: { readonly [role in GraphNode['role']]: string } = {
  workload: 'fill="#ffffff" stroke="#8c959f"',
  outside: 'fill="#fff4d6" stroke="#b08800"',
  unknown: 'fill="#fbe9e7" stroke="#b3412f" stroke-dasharray="4 3"',
};
const LEGEND = 'Dashed: pods that are not in the manifests';

/** A picture: a box for each namespace, in it the workloads with the ports that are open, and lines from those for whom they are. */
export function* listSvg(listing: Listing): Iterable<string> {
  const graph = graphOf(listing);
  const layout = layoutOf(graph);
  const [width, height] = [Math.max(layout.width, 320), layout.height + (listing.exposure ? 24 : 0)];
  const colors = new Map([...layout.cards.keys()].map((node, index) => [node, COLORS[index % COLORS.length]]));

  yield `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="Helvetica, Arial, sans-serif" role="img">
<title>Who may talk to whom</title>
<style>.line:hover path{stroke-width:3;opacity:1}</style>
<rect width="100%" height="100%" fill="#ffffff"/>
`;
  if (graph.nodes.length === 0) yield text(MARGIN, MARGIN, TITLE_SIZE, 'There is nothing to show.');
  for (const box of layout.columns.flat()) yield* boxText(box);
  for (const route of routesOf(graph, layout)) yield routeText(route, colors.get(route.edge.to)!);
  for (const [node, card] of layout.cards) yield* cardText(card, colors.get(node)!);
  if (listing.exposure) yield text(MARGIN, height - 14, KIND_SIZE, LEGEND, 'fill="#57606a"');
  yield '</svg>\n';
}

function* boxText({ name, x, y, width, height }: Box): Iterable<string> {
  if (name === undefined) return;
  yield `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="10" fill="#f6f8fa" stroke="#d0d7de"/>\n`;
  yield text(x + PADDING, y + 20, TITLE_SIZE, name, 'font-weight="bold" fill="#1f2328"');
}

/** Under the cards, so that no line crosses a word. */
function routeText({ edge, path, tip: { x, y, right } }: Route, color: string): string {
  const back = x + (right ? -ARROW - 1 : ARROW + 1);
  return `<g class="line"><title>${escaped(edge.title)}</title>`
    + `<path d="${path}" fill="none" stroke="${color}" stroke-width="1.3" opacity="0.75"${edge.exposed ? ' stroke-dasharray="5 4"' : ''}/>`
    + `<path d="M${x},${y}L${back},${y - 4}V${y + 4}Z" fill="${color}"/></g>\n`;
}

function* cardText({ node, name, doors, x, y, width, height, headHeight }: Card, color: string): Iterable<string> {
  yield `<g><title>${escaped(node.title)}</title><rect x="${x}" y="${y}" width="${width}" height="${height}" rx="5" ${FILLS[node.role]}/>\n`;
  yield text(x + 10, y + 16, NAME_SIZE, name, 'font-weight="bold" fill="#1f2328"');
  if (node.kind !== '') yield text(x + 10, y + 30, KIND_SIZE, node.kind, 'fill="#57606a"');
  yield '</g>\n';
  for (const [index, door] of doors.entries()) {
    const top = y + headHeight + index * DOOR_HEIGHT;
    yield `<g><title>${escaped(door.connections)}</title><rect x="${x + 1}" y="${top + 1}" width="${width - 2}" height="${DOOR_HEIGHT - 2}" rx="3" fill="${color}" fill-opacity="0.12"/>\n`;
    yield `${text(x + 10, top + 12, DOOR_SIZE, door.text, `fill="${color}"`)}</g>\n`;
  }
}

function text(x: number, y: number, size: number, content: string, style = ''): string {
  return `<text x="${x}" y="${y}" font-size="${size}"${style && ` ${style}`}>${escaped(content)}</text>\n`;
}

/** Characters that XML cannot have become a replacement character. */
function escaped(content: string): string {
  return content
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

