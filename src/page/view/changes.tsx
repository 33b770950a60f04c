import { useState } from 'preact/hooks';
import { useLatest } from './use-latest';
import { Question } from '../engine/answer';
import { Change } from '../engine/changes';
import { Client } from '../worker/client';

/** What a change opens and closes, the riskiest first. */
export function Changes({ client, ask }: { readonly client: Client; ask(question: Question): void }) {
  const [most, setMost] = useState(100);
  const changes = useLatest(client, 'changes');
  if (!changes) return <p class="quiet">Comparing…</p>;
  const opened = changes.filter(({ does }) => does === 'opens').length;
  return (
    <section aria-labelledby="changes">
      <h2 id="changes">Changes</h2>
      <p>{changes.length === 0 ? 'It opens nothing and closes nothing.' : `It opens ${opened} and closes ${changes.length - opened}; the riskiest come first.`}</p>
      {changes.length > 0 && (
        <div class="scroll" role="region" aria-label="Table of the changes" tabIndex={0}>
          <table>
            <thead><tr>{['Change', 'From', 'To', 'Ports', 'Risk', 'Why'].map((title) => <th scope="col">{title}</th>)}</tr></thead>
            <tbody>{changes.slice(0, most).map((change) => <Row change={change} ask={ask} />)}</tbody>
          </table>
        </div>
      )}
      {changes.length > most && <button type="button" onClick={() => setMost(most + 200)}>Show more changes ({changes.length - most} left)</button>}
    </section>
  );
}

function Row({ change, ask }: { readonly change: Change; ask(question: Question): void }) {
  const { does, source, destination, connections, before, after, risks, workloads, question } = change;
  return (
    <tr class={does}>
      <td class="sign"><strong>{does === 'opens' ? '+ opens' : '− closes'}</strong></td>
      <td>{source}</td>
      <td>{destination}</td>
      <td>{connections}<br /><span class="quiet">before {before}, after {after}{workloads !== '' && `; ${workloads}`}</span></td>
      <td>{risks.join(', ')}</td>
      <td>{question && <button type="button" aria-label={`Why: ${source} to ${destination}`} onClick={() => ask({ ...question, port: '' })}>Why</button>}</td>
    </tr>
  );
}
