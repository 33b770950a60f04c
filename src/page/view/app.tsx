import { useEffect, useErrorBoundary, useState } from 'preact/hooks';
import { Changes } from './changes';
import { Connections } from './connections';
import { Findings } from './findings';
import { Inquiry } from './inquiry';
import { Question } from '../engine/answer';
import { Overview } from '../engine/engine';
import { fragmentOf, questionIn } from '../question-address';
import { Client } from '../worker/client';

/** The whole page. */
export function App({ client }: { readonly client: Client }) {
  const [overview, setOverview] = useState<Overview>();
  const [failure, setFailure] = useState<string>();
  const [question, setQuestion] = useState(questionIn(location.hash));
  const [broken] = useErrorBoundary();
  useEffect(() => {
    client.ready.then(() => client.ask('overview')).then(setOverview).catch((error: Error) => setFailure(error.message));
    const follow = () => setQuestion(questionIn(location.hash));
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  const ask = (asked: Question) => {
    setQuestion(asked);
    location.hash = fragmentOf(asked);
  };
  const askAndShow = (asked: Question) => {
    ask(asked);
    document.getElementById('ask')!.scrollIntoView();
  };
  const message = failure ?? (broken as Error | undefined)?.message;
  if (message !== undefined) return <main><h1>This page cannot be shown</h1><p role="alert">{message}</p></main>;
  if (!overview) return <main><p class="quiet">Reading what the manifests say…</p></main>;
  const { isChange } = overview;
  return (
    <>
      <header>
        <h1>{isChange ? 'What a change opens and closes' : 'Who may talk to whom'}</h1>
        <p class="quiet">{countText(overview)}</p>
      </header>
      <main>
        <Doubts problems={overview.problems} notes={overview.notes} />
        {isChange && <Changes client={client} ask={askAndShow} />}
        <Inquiry client={client} question={question} ask={ask} isChange={isChange} />
        <Connections client={client} />
        <Findings client={client} acknowledged={overview.acknowledged} />
      </main>
      <footer class="quiet">Written by cdk8s-netpol. This file asks no network for anything, and holds only what connections depend on.</footer>
    </>
  );
}

function countText({ workloads, policies, namespaces, isChange }: Overview): string {
  const counts = [[workloads, 'workload'], [policies, 'policy'], [namespaces, 'namespace']] as const;
  const texts = counts.map(([count, noun]) => `${count} ${count === 1 ? noun : noun.replace(/y$/, 'ie')}${count === 1 ? '' : 's'}`);
  return `${texts.join(', ')}${isChange ? ' after the change' : ''}, by what their manifests say`;
}

/** What makes answers doubtful, before any of them. */
function Doubts({ problems, notes }: Pick<Overview, 'problems' | 'notes'>) {
  if (problems.length + notes.length === 0) return null;
  return (
    <section class="doubts" aria-labelledby="doubts">
      <h2 id="doubts">Not in the answers</h2>
      {problems.length > 0 && <p>What could not be read or used is left out of every answer on this page:</p>}
      <ul>
        {problems.map((text) => <li class="problem"><strong>problem</strong> {text}</li>)}
        {notes.map((text) => <li><strong>note</strong> {text}</li>)}
      </ul>
    </section>
  );
}
