import { listed, ODD_PAIR, SHOP, workload } from '../shop';

describe('a list for Graphviz', () => {
  test('has a cluster for each namespace, and an edge with the ports for each pair', () => {
    const text = listed('dot', SHOP);
    expect(text).toMatch(/^digraph \{\n[^]*\}\n$/);
    expect(text).toMatch(/subgraph "cluster_data" \{\n {4}label="data"\n {4}"data\/db\[Deployment\]" \[label="db\\nDeployment", [^]*?\n {2}\}\n {2}subgraph "cluster_shop"/);
    expect(text).toContain('"shop/web[Deployment]" -> "data/db[Deployment]" [label="TCP 5432", ');
    expect(text).toContain('"10.0.0.1-10.0.0.1[External]" [label="10.0.0.1\\nExternal", ');
  });

  test('dashes what leads to pods that are not in the manifests', () => {
    expect(listed('dot', SHOP, { exposure: true })).toMatch(/"\[namespace with {purpose=backup}\]\/\[all pods\]" -> "data\/db\[Deployment\]" \[label="TCP 22", .*style=dashed/);
  });

  test('escapes quotes and backslashes, so that no text ends before its end', () => {
    const text = listed('dot', ODD_PAIR);
    expect(text).toContain('"shop/odd\\"<b>|`#&\'\\\\,[Deployment]" -> "shop/web[Deployment]" [');
    const withoutTexts = text.replace(/"(?:[^"\\]|\\.)*"/g, '""');
    expect(withoutTexts).not.toMatch(/odd|<b>|"[^"]"/);
  });
});

describe('a list for Mermaid', () => {
  test('is a flowchart with a subgraph for each namespace, and short ids of its own', () => {
    expect(listed('mermaid', SHOP)).toBe(`flowchart LR
  subgraph g1["data"]
    n1["db<br/>Deployment"]
  end
  subgraph g2["shop"]
    n2["web<br/>Deployment"]
  end
  n3["10.0.0.1<br/>External"]:::outside
  n3 -->|"TCP 80,UDP 53"| n2
  n2 -->|"TCP 5432"| n1
  classDef outside fill:#fff4d6,stroke:#b08800,color:#1f2328
  classDef unknown fill:#fbe9e7,stroke:#b3412f,color:#1f2328,stroke-dasharray:4 3
`);
  });

  test('dashes what leads to pods that are not in the manifests', () => {
    const text = listed('mermaid', SHOP, { exposure: true });
    const [, unknown] = /(n\d+)\["all pods"\]:::unknown/.exec(text)!;
    const [, db] = /(n\d+)\["db<br/.exec(text)!;
    expect(text).toContain(`  ${unknown} -.->|"TCP 22"| ${db}\n`);
  });

  test('writes every sign that could mean something as its number', () => {
    expect(listed('mermaid', ODD_PAIR)).toContain('["odd#34;#60;b#62;#124;#96;#35;#38;#39;#92;,<br/>Deployment"]');
  });
});

describe.each(['dot', 'mermaid'])('%s', (format) => {
  test('shows what is connected to nothing', () => {
    const alone = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { namespace: 'far', name: 'x' }, spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] } };
    expect(listed(format, [workload('far', 'alone'), alone])).toContain('alone');
  });

  test('shows addresses from which and to which connections go as two', () => {
    const text = listed(format, [workload('shop', 'web')]);
    expect(text.match(/0\.0\.0\.0-255\.255\.255\.255(<br\/>|\\n)External/g)).toHaveLength(2);
  });

  test('puts a class whose workloads are in several namespaces into none of these', () => {
    const text = listed(format, [workload('a', 'web', {}), workload('b', 'web', {}), workload('c', 'web', {})], { by: 'class' });
    expect(text).toMatch(/"a and 2 others"/);
    expect(text).toContain('web and 2 alike');
  });
});
