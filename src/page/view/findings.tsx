import { useState } from 'preact/hooks';
import { useLatest } from './use-latest';
import { ShownFinding } from '../engine/finding';
import { Client } from '../worker/client';

/** What a person should know about the manifests, the worst first. */
export function Findings({ client, acknowledged }: { readonly client: Client; readonly acknowledged: number }) {
  const [most, setMost] = useState(10);
  const found = useLatest(client, 'findings', most);
  if (!found) return null;
  const { findings, count } = found;
  return (
    <section aria-labelledby="findings">
      <h2 id="findings">Findings</h2>
      <p class="quiet">{count === 0 ? 'None' : count}{acknowledged > 0 ? `; ${acknowledged} more are acknowledged by their objects` : ''}</p>
      <ul class="findings">{findings.map((finding) => <FindingView {...finding} />)}</ul>
      {count > findings.length && <button type="button" onClick={() => setMost(most + 100)}>Show more findings ({count - findings.length} left)</button>}
    </section>
  );
}

export function FindingView({ severity, object, field, text, cure, place, rule }: ShownFinding) {
  return (
    <li class={severity}>
      <p><strong class="severity">{severity}</strong> <strong>{object}{field !== undefined && `: ${field}`}</strong> <code>{place}</code></p>
      <p>{text}</p>
      <p>{cure} <a href={rule.page} rel="noreferrer">{rule.title} ({rule.id})</a></p>
    </li>
  );
}
