import { GraphEdge, GraphNode, graphOf, grouped } from './graph';
import { Listing } from './listing';

const STYLES: { readonly [role in GraphNode['role']]: string } = {
  workload: 'fillcolor="#ffffff", color="#57606a"',
  outside: 'fillcolor="#fff4d6", color="#b08800"',
  unknown: 'fillcolor="#fbe9e7", color="#b3412f", style="rounded,filled,dashed"',
};

/** A graph for Graphviz, with a cluster for each namespace. */
export function* listDot(listing: Listing): Iterable<string> {
  const graph = graphOf(listing);
  const { groups, alone } = grouped(graph.nodes);
  yield `digraph {
  graph [rankdir=LR, ranksep=1.2, nodesep=0.2, fontname="Helvetica", fontsize=13, style="rounded,filled", fillcolor="#f6f8fa", color="#d0d7de"]
  node [shape=box, style="rounded,filled", fontname="Helvetica", fontsize=11, margin="0.12,0.06"]
  edge [fontname="Helvetica", fontsize=9, color="#57606a", arrowsize=0.7]
`;
  for (const [name, nodes] of groups) {
    yield `  subgraph ${quoted(`cluster_${name}`)} {\n    label=${quoted(name)}\n`;
    for (const node of nodes) yield `    ${nodeText(node)}`;
    yield '  }\n';
  }
  for (const node of alone) yield `  ${nodeText(node)}`;
  for (const edge of graph.edges) yield `  ${edgeText(edge)}`;
  yield '}\n';
}

function nodeText({ id, name, kind, role, title }: GraphNode): string {
  return `${quoted(id)} [label=${quoted(kind === '' ? name : `${name}\n${kind}`)}, tooltip=${quoted(title)}, ${STYLES[role]}]\n`;
}

function edgeText({ from, to, connections, exposed, title }: GraphEdge): string {
  return `${quoted(from.id)} -> ${quoted(to.id)} [label=${quoted(connections)}, tooltip=${quoted(title)}${exposed ? ', style=dashed, color="#b3412f"' : ''}]\n`;
}

/** Graphviz reads escapes in labels. */
function quoted(text: string): string {
  return `"${text.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n')}"`;
}
