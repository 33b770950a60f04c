import { useEffect, useRef, useState } from 'preact/hooks';
import { DrawnCard, DrawnLine, Picture } from '../engine/picture';

interface PictureProps {
  readonly picture: Picture;
  /** The namespace that is opened. */
  readonly opened?: string;
  /** The number of the workload whose details are shown. */
  readonly selected?: number;
  open(namespace: string | undefined): void;
  select(workload: number): void;
}

const COLORS = 10;
const ARROW = 7;

/** A picture that is wider than so many windows would be unreadable in one. */
const MOST_SCALED = 3;

/** With more lines, those of one card are drawn at a time. */
const MOST_LINES = 400;

const EXPLAINED = {
  workload: '',
  class: 'Workloads that no policy tells apart are one card.',
  namespace: 'Each card is a namespace; choose one to see what is in it.',
} as const;

/** Who may talk to whom, drawn: cards with the ports that are open, and lines from those for whom they are. */
export function PictureView({ picture, opened, selected, open, select }: PictureProps) {
  const [near, setNear] = useState<number>();
  const [isFit, setFit] = useState(picture.width <= MOST_SCALED * innerWidth);
  const back = useRef<HTMLButtonElement>(null);
  useEffect(() => setNear(undefined), [picture]);
  // The card that was chosen is gone: whoever uses the keyboard goes on from here.
  useEffect(() => back.current?.focus(), [opened]);
  const { cards, lines, boxes, width, height, detail, tooMuch } = picture;
  const chosen = near ?? cards.findIndex(({ workload }) => workload !== undefined && workload === selected);
  const isCrowded = lines.length > MOST_LINES;
  const shown = isCrowded ? lines.filter(({ from, to }) => from === chosen || to === chosen) : lines;
  const isDim = ({ from, to }: DrawnLine) => chosen >= 0 && from !== chosen && to !== chosen;
  const activate = ({ is, namespace, workload }: DrawnCard) => {
    if (is === 'namespace') open(namespace);
    else if (workload !== undefined) select(workload);
  };
  return (
    <div class="picture">
      {opened !== undefined && (
        <p><button ref={back} type="button" onClick={() => open(undefined)}>Show all namespaces</button> Only what touches <strong>{opened}</strong> is shown, with every other namespace as one card.</p>
      )}
      {opened === undefined && EXPLAINED[detail] !== '' && <p class="quiet">{EXPLAINED[detail]}</p>}
      {isCrowded && <p class="quiet">There are {lines.length} lines: those of a card are drawn when it is pointed at or focused.</p>}
      {tooMuch && <p>{tooMuch.cards} cards with {tooMuch.lines} lines are too much for a picture. Search for a name, or read the table below.</p>}
      <p><button type="button" aria-pressed={isFit} onClick={() => setFit(!isFit)}>Fit to the window</button></p>
      <div class={isFit ? 'canvas fit' : 'canvas'} role="region" aria-label="Picture of the connections" tabIndex={0}>
        <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="group" aria-label="Who may talk to whom; the table below says the same">
          {boxes.map((box) => (
            <g aria-hidden="true">
              <rect class="box" x={box.x} y={box.y} width={box.width} height={box.height} rx={10} />
              <text class="box-name" x={box.x + 18} y={box.y + 20}>{box.name}</text>
            </g>
          ))}
          <g aria-hidden="true">{shown.map((line) => <LineView line={line} isDim={isDim(line)} />)}</g>
          {cards.map((card, index) => (
            <CardView card={card} color={index % COLORS} isSelected={index === chosen}
              activate={() => activate(card)} point={(isNear) => setNear(isNear ? index : undefined)} />
          ))}
        </svg>
      </div>
    </div>
  );
}

function LineView({ line: { path, tip: { x, y, right }, to, title }, isDim }: { readonly line: DrawnLine; readonly isDim: boolean }) {
  const back = x + (right ? -ARROW : ARROW);
  return (
    <g class={`line color${to % COLORS} ${isDim ? 'dim' : ''}`}>
      <title>{title}</title>
      <path class="way" d={path} />
      <path class="tip" d={`M${x},${y}L${back},${y - 4}V${y + 4}Z`} />
    </g>
  );
}

interface CardProps {
  readonly card: DrawnCard;
  readonly color: number;
  readonly isSelected: boolean;
  activate(): void;
  point(isNear: boolean): void;
}

function CardView({ card, color, isSelected, activate, point }: CardProps) {
  const { x, y, width, height, headHeight, name, kind, title, role, doors, is } = card;
  const isButton = is !== 'outside';
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    activate();
  };
  const listening = doors.length === 0 ? 'nothing reaches it' : `reached on ${doors.map(({ connections }) => connections).join('; ')}`;
  const asButton = { role: 'button', tabIndex: 0, onClick: activate, onKeyDown, onFocus: () => point(true), onBlur: () => point(false) } as const;
  return (
    <g class={`card ${role} color${color} ${isSelected ? 'selected' : ''}`} {...isButton ? asButton : { role: 'img' }}
      onPointerEnter={() => point(true)} onPointerLeave={() => point(false)}>
      <title>{`${title}: ${listening}`}</title>
      <rect class="face" x={x} y={y} width={width} height={height} rx={5} />
      <text class="name" x={x + 10} y={y + 16}>{name}</text>
      {kind !== '' && <text class="kind" x={x + 10} y={y + 30}>{kind}</text>}
      {doors.map((door, index) => (
        <g>
          <rect class="door" x={x + 1} y={y + headHeight + index * 17 + 1} width={width - 2} height={15} rx={3} />
          <text class="ports" x={x + 10} y={y + headHeight + index * 17 + 12}>{door.text}</text>
        </g>
      ))}
    </g>
  );
}
