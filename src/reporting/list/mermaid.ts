import { GraphNode, graphOf, grouped } from './graph';
import { Listing } from './listing';

/** A flowchart for Mermaid, as GitHub and GitLab draw it, with a subgraph for each namespace. */
export function* listMermaid(listing: Listing): Iterable<string> {
  const { nodes, edges } = graphOf(listing);
  const { groups, alone } = grouped(nodes);
  const ids = new Map([...groups.flatMap(([, members]) => members), ...alone].map((node, index) => [node, `n${index + 1}`]));
  const nodeText = (node: GraphNode) => `${ids.get(node)}["${labelOf(node)}"]${node.role === 'workload' ? '' : `:::${node.role}`}\n`;

  yield 'flowchart LR\n';
  for (const [index, [name, members]] of groups.entries()) {
    yield `  subgraph g${index + 1}["${escaped(name)}"]\n`;
    for (const node of members) yield `    ${nodeText(node)}`;
    yield '  end\n';
  }
  for (const node of alone) yield `  ${nodeText(node)}`;
  for (const { from, to, connections, exposed } of edges) {
    yield `  ${ids.get(from)} ${exposed ? '-.->' : '-->'}|"${escaped(connections)}"| ${ids.get(to)}\n`;
  }
  yield '  classDef outside fill:#fff4d6,stroke:#b08800,color:#1f2328\n';
  yield '  classDef unknown fill:#fbe9e7,stroke:#b3412f,color:#1f2328,stroke-dasharray:4 3\n';
}

function labelOf({ name, kind }: GraphNode): string {
  return kind === '' ? escaped(name) : `${escaped(name)}<br/>${escaped(kind)}`;
}

/** Quotes end a label, backticks and some signs begin Markdown in it, and `#` begins an entity. */
function escaped(text: string): string {
  return text.replace(/[^\w\s./:,-]/g, (character) => `#${character.codePointAt(0)};`);
}
