// Draws the rooms of src/ and which imports which into docs/architecture.md.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from './process/failure';
import { step } from './process/step';
import { ROOT } from './project/root';
import { diagramOf } from './rooms/diagram';
import { rooms } from './rooms/rooms';

const PAGE = join(ROOT, 'docs', 'architecture.md');

/** What lies between these lines is drawn. */
const [BEGIN, END] = ['<!-- rooms: npx projen docs:architecture -->\n', '<!-- /rooms -->'];

step(async () => {
  const page = readFileSync(PAGE, 'utf8');
  const [start, end] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (start < 0 || end < start) throw new Failure(`${PAGE} has no place for the diagram: ${BEGIN.trim()} … ${END}`);
  writeFileSync(PAGE, page.slice(0, start + BEGIN.length) + diagramOf(await rooms()) + page.slice(end));
});
