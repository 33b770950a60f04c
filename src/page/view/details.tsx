import { useEffect, useRef } from 'preact/hooks';
import { FindingView } from './findings';
import { useLatest } from './use-latest';
import { DirectionDetails, Way } from '../engine/details';
import { Client } from '../worker/client';

interface DetailsProps {
  readonly client: Client;
  readonly workload: number;
  select(workload: number | undefined): void;
}

/** So many of a list are shown here; the table has them all. */
const SHOWN = 50;

/** All about one workload: its ways in and out, what is open to the outside, its policies and findings. */
export function DetailsView({ client, workload, select }: DetailsProps) {
  const details = useLatest(client, 'details', workload);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [details]);
  if (!details) return null;
  return (
    <aside class="details" aria-label="Details of a workload">
      <button type="button" class="close" onClick={() => select(undefined)}>Close</button>
      <h3 ref={heading} tabIndex={-1}>{details.title}</h3>
      <p class="quiet"><code>{details.place}</code></p>
      {details.onNode && (
        <p class="unprotected">Its pods are on the network of their node, which policies do not reach with most network plugins: everything may be open.</p>
      )}
      {details.directions.map((direction) => <Direction {...direction} select={select} />)}
      <h4>Findings</h4>
      {details.findings.length === 0 ? <p>None.</p> : <ul class="findings">{details.findings.map((finding) => <FindingView {...finding} />)}</ul>}
    </aside>
  );
}

function Direction({ direction, policies, outside, workloads, select }: DirectionDetails & Pick<DetailsProps, 'select'>) {
  const isIngress = direction === 'Ingress';
  return (
    <>
      <h4>{isIngress ? 'Ways in (ingress)' : 'Ways out (egress)'}</h4>
      {policies.length === 0
        ? <p class="unprotected">No policy selects it for {direction.toLowerCase()}: all is open.</p>
        : <p>By {policies.map(({ name, place }, index) => <>{index > 0 && ', '}{name} <span class="quiet">(<code>{place}</code>)</span></>)}</p>}
      <Ways title={isIngress ? 'From the outside, and pods that are not in the manifests' : 'To the outside, and pods that are not in the manifests'} ways={outside} mark="outside" select={select} />
      <Ways title={isIngress ? 'From workloads' : 'To workloads'} ways={workloads} select={select} />
    </>
  );
}

function Ways({ title, ways, mark = '', select }: { readonly title: string; readonly ways: readonly Way[]; readonly mark?: string } & Pick<DetailsProps, 'select'>) {
  if (ways.length === 0) return <p>{title}: nothing.</p>;
  return (
    <>
      <p>{title}:</p>
      <ul class={mark}>
        {ways.slice(0, SHOWN).map(({ text, connections, workload }) => (
          <li>{workload === undefined ? text : <button type="button" class="link" onClick={() => select(workload)}>{text}</button>} : {connections}</li>
        ))}
        {ways.length > SHOWN && <li class="quiet">and {ways.length - SHOWN} more, which the table has</li>}
      </ul>
    </>
  );
}
