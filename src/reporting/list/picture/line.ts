/** A place in a picture. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

const MOST_BULGE = 44;

/** A line that leaves and arrives horizontally, and bends in between. */
export class Line {
  private text: string;

  constructor(private at: Point) {
    this.text = `M${pointText(at)}`;
  }

  /** As the `d` of a path. */
  public get path(): string {
    return this.text;
  }

  public go(to: Point): void {
    if (numberText(this.at.y) === numberText(to.y)) this.text += `H${numberText(to.x)}`;
    else this.curve((this.at.x + to.x) / 2, to);
    this.at = to;
  }

  /** Goes back, in a bow to the right of both places. */
  public turn(to: Point): void {
    this.curve(Math.max(this.at.x, to.x) + Math.min(MOST_BULGE, 18 + Math.abs(this.at.y - to.y) * 0.12), to);
    this.at = to;
  }

  private curve(x: number, to: Point): void {
    this.text += `C${pointText({ x, y: this.at.y })} ${pointText({ x, y: to.y })} ${pointText(to)}`;
  }
}

function pointText({ x, y }: Point): string {
  return `${numberText(x)},${numberText(y)}`;
}

/** With one digit after the point at most, and none for a whole number. */
function numberText(value: number): string {
  return String(Math.round(value * 10) / 10);
}
