import { Box, Card, TITLE_HEIGHT } from './boxes';

const LANE_DISTANCE = 6;
const LEAST_GAP = 8;

/** Room between the things that stand in a column, through which lines pass it. */
interface Gap {
  readonly top: number;
  readonly bottom: number;
  /** The heights at which lines would like to pass, for each lane. Those that end at the same place share one. */
  readonly lanes: Map<string, number[]>;
}

interface Obstacle {
  readonly y: number;
  readonly height: number;
}

/** A place at which a line passes a column. */
export interface Pass {
  readonly column: PassedColumn;
  readonly gap: Gap;
  readonly lane: string;
}

/** A column as something in the way of lines. */
export class PassedColumn {
  /** The first and the last column of a box reach to its sides. */
  public static ofCards(column: readonly Card[], box: Box): PassedColumn {
    const left = column === box.columns[0] ? box.x : column[0].x;
    const right = column === box.columns.at(-1) ? box.x + box.width : column[0].x + column[0].width;
    const top = box.y + (box.name === undefined ? 0 : TITLE_HEIGHT);
    return new PassedColumn(left, right, [top, box.y + box.height], column);
  }

  public static ofBoxes(boxes: readonly Box[], height: number): PassedColumn {
    const [{ x, width }] = boxes;
    const obstacles = boxes.flatMap((box): readonly Obstacle[] => (box.name === undefined ? box.columns.flat() : [box]));
    return new PassedColumn(x, x + width, [0, height], obstacles);
  }

  private readonly gaps: readonly Gap[];
  private readonly heights = new Map<Gap, ReadonlyMap<string, number>>();

  private constructor(
    public readonly left: number,
    public readonly right: number,
    [top, bottom]: readonly [number, number],
    obstacles: readonly Obstacle[],
  ) {
    const edges = [top, ...obstacles.flatMap(({ y, height }) => [y, y + height]), bottom];
    const gaps = edges.flatMap((edge, index): Gap[] => (index % 2 === 0 ? [{ top: edge, bottom: edges[index + 1], lanes: new Map() }] : []));
    const wide = gaps.filter((gap) => gap.bottom - gap.top >= LEAST_GAP);
    this.gaps = wide.length > 0 ? wide : gaps;
  }

  /** Takes the gap that is nearest to a height; one that is full is as though it were farther away. */
  public pass(lane: string, wanted: number): Pass {
    const distance = ({ top, bottom, lanes }: Gap) => {
      const crowded = lanes.has(lane) ? 0 : Math.max(0, (lanes.size + 1) * LANE_DISTANCE - (bottom - top));
      return Math.max(top - wanted, wanted - bottom, 0) + 2 * crowded;
    };
    const gap = this.gaps.reduce((best, one) => (distance(one) < distance(best) ? one : best));
    gap.lanes.set(lane, [...gap.lanes.get(lane) ?? [], wanted]);
    return { column: this, gap, lane };
  }

  /** The height of a lane, known as soon as all lines have taken theirs. */
  public heightOf({ gap, lane }: Pass): number {
    if (!this.heights.has(gap)) this.heights.set(gap, spread(gap));
    return this.heights.get(gap)!.get(lane)!;
  }
}

/** Lanes side by side, in the order of the heights that are wanted. */
function spread({ top, bottom, lanes }: Gap): ReadonlyMap<string, number> {
  const wanted = [...lanes].map(([lane, heights]) => [lane, mean(heights)] as const).sort(([, a], [, b]) => a - b);
  const distance = Math.min(LANE_DISTANCE, (bottom - top) / (wanted.length + 1));
  const half = (distance * (wanted.length - 1)) / 2;
  const middle = Math.min(Math.max(mean(wanted.map(([, height]) => height)), top + distance + half), bottom - distance - half);
  return new Map(wanted.map(([lane], index) => [lane, middle - half + index * distance]));
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}
