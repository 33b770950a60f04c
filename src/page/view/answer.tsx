import { Answer, ShownEnd, ShownExplanation } from '../engine/answer';
import { Answers } from '../engine/engine';

/** What was answered, in the words of `explain`. */
export function AnswerView({ answers: { now, before }, isChange }: { readonly answers: Answers; readonly isChange: boolean }) {
  if (!isChange) return <OneAnswer answer={now} />;
  return (
    <div class="two-answers">
      <section><h3>Before the change</h3>{before && <OneAnswer answer={before} />}</section>
      <section><h3>After the change</h3><OneAnswer answer={now} /></section>
    </div>
  );
}

function OneAnswer({ answer }: { readonly answer: Answer }) {
  if ('refused' in answer) return <p class="refused">{answer.refused}</p>;
  return <>{answer.explanations.map((explanation) => <Explanation {...explanation} />)}</>;
}

function Explanation({ asked, isOnePort, open, ways, ends }: ShownExplanation) {
  return (
    <article class={`explanation ${open ? 'open' : 'closed'}`}>
      <p class="verdict"><strong>{asked}</strong> {isOnePort ? 'is' : 'are'} <Verdict open={open} /></p>
      {ways.map((way) => <p>{way}</p>)}
      {ends.map((end) => <End {...end} />)}
    </article>
  );
}

function End({ direction, end, open, text, place, caveat, nearest, others, mend }: ShownEnd) {
  return (
    <div class="end">
      <p class="side">{direction} of {end}: <Verdict open={open} /></p>
      <p>{text}{place !== undefined && <> (<code>{place}</code>)</>}</p>
      {caveat !== undefined && <p><strong>But:</strong> {caveat}</p>}
      {nearest && <p>Nearest: {nearest.text} <span class="quiet">(<code>{nearest.place}</code>)</span></p>}
      {others.length > 0 && <p>{place === undefined ? 'Asked' : 'Also asked'}: {others.map(({ name, place: where }, index) => <>{index > 0 && ', '}{name} (<code>{where}</code>)</>)}</p>}
      {mend !== undefined && <p><strong>To open it:</strong> {mend}</p>}
    </div>
  );
}

/** By word and by color. */
function Verdict({ open }: { readonly open: boolean }) {
  return <strong class={open ? 'is-open' : 'is-closed'}>{open ? 'open' : 'closed'}</strong>;
}
