import { useLayoutEffect, useState } from 'preact/hooks';
import { AnswerView } from './answer';
import { useLatest } from './use-latest';
import { Question } from '../engine/answer';
import { Answers } from '../engine/engine';
import { fragmentOf } from '../question-address';
import { Client } from '../worker/client';

interface InquiryProps {
  readonly client: Client;
  /** What is asked; `undefined` where nothing is. */
  readonly question?: Question;
  readonly isChange: boolean;
  ask(question: Question): void;
}

const NOTHING: Question = { from: '', to: '', port: '' };

/** The form, and the answer to what was asked with it. */
export function Inquiry({ client, question, ask, isChange }: InquiryProps) {
  const [typed, setTyped] = useState(question ?? NOTHING);
  const [answered, setAnswered] = useState<{ readonly question: Question; readonly answers: Answers }>();
  const [failure, setFailure] = useState<Error>();
  const sources = useLatest(client, 'endsLike', typed.from);
  const destinations = useLatest(client, 'endsLike', typed.to);
  const ports = useLatest(client, 'portsOf', typed.to);
  const { from, to, port } = question ?? NOTHING;
  useLayoutEffect(() => {
    if (question) setTyped(question);
    let isCurrent = true;
    if (question) client.ask('answer', question).then((answers) => isCurrent && setAnswered({ question, answers })).catch(setFailure);
    else setAnswered(undefined);
    return () => { isCurrent = false; };
  }, [from, to, port]);
  if (failure) throw failure;
  const submit = (event: Event) => {
    event.preventDefault();
    ask({ from: typed.from.trim(), to: typed.to.trim(), port: typed.port.trim() });
  };
  const type = (part: Partial<Question>) => setTyped((known) => ({ ...known, ...part }));
  const isWaiting = question !== undefined && (answered === undefined || fragmentOf(answered.question) !== fragmentOf(question));
  return (
    <section aria-labelledby="ask">
      <h2 id="ask">Ask</h2>
      <form onSubmit={submit} autocomplete="off">
        <Field name="from" label="From" value={typed.from} hint="shop/web, 203.0.113.7 or internet" required options={sources} type={(text) => type({ from: text })} />
        <Field name="to" label="To" value={typed.to} hint="data/redis" required options={destinations} type={(text) => type({ to: text })} />
        <Field name="port" label="Port" value={typed.port} hint="tcp/6379, http, or none" options={ports} type={(text) => type({ port: text })} />
        <button type="submit">Ask</button>
      </form>
      <div role="status" aria-busy={isWaiting}>
        {answered && <AnswerView answers={answered.answers} isChange={isChange} />}
      </div>
    </section>
  );
}

interface FieldProps {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly hint: string;
  readonly required?: boolean;
  /** What it may be about to become. */
  readonly options?: readonly string[];
  type(text: string): void;
}

function Field({ name, label, value, hint, required, options = [], type }: FieldProps) {
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <input id={name} name={name} list={`${name}-options`} value={value} placeholder={hint} required={required} spellcheck={false} autocapitalize="none"
        onInput={(event) => type(event.currentTarget.value)} />
      <datalist id={`${name}-options`}>{options.map((option) => <option key={option} value={option} />)}</datalist>
    </div>
  );
}
