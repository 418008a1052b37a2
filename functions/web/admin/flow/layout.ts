import type { Flow, FlowJoin, FlowNode } from './graph.ts';

/**
 * Places a flow in layers, read like lines of text: so many layers to a line, then the next line below. The ways out
 * that every step has stand on a line of their own at the end.
 */
export const BOX = { width: 128, height: 40 } as const;
const GAP = { x: 28, y: 14, line: 46 } as const;
const PER_LINE = 6;
const MARGIN = 18;
/** Room above the first line for what goes back. */
const BOW = 22;

export type Placed = FlowNode & { readonly x: number; readonly y: number; readonly line: number };
export type Drawing = {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly Placed[];
  readonly joins: readonly (FlowJoin & { readonly path: string })[];
  /** Where the line of ways out begins; nothing when there are none. */
  readonly exitsAt: number | undefined;
};

/** The longest way from the start over joins that lead onward. */
const layersOf = ({ nodes, joins }: Flow): Map<string, number> => {
  const layer = new Map<string, number>();
  for (const { stage, exit } of nodes) {
    if (exit) continue;
    const before = joins.filter(({ to, back }) => to === stage && !back).map(({ from }) => layer.get(from) ?? 0);
    layer.set(stage, before.length === 0 ? 0 : Math.max(...before) + 1);
  }
  return layer;
};

/** How far it still goes from a stage: the main way stands in the first row of each line. */
const onwardOf = ({ nodes, joins }: Flow): Map<string, number> => {
  const onward = new Map<string, number>();
  for (const { stage } of nodes.toReversed()) {
    const after = joins.filter(({ from, back }) => from === stage && !back).map(({ to }) => onward.get(to) ?? 0);
    onward.set(stage, after.length === 0 ? 0 : Math.max(...after) + 1);
  }
  return onward;
};

export const layOut = (flow: Flow): Drawing => {
  const layer = layersOf(flow);
  const onward = onwardOf(flow);
  const columns = Map.groupBy(
    flow.nodes.filter(({ exit }) => !exit),
    ({ stage }) => layer.get(stage) ?? 0,
  );
  const placed: Placed[] = [];
  let top = MARGIN + BOW / 2;
  const last = Math.max(0, ...columns.keys());
  for (let line = 0; line * PER_LINE <= last; line += 1) {
    let tallest = 1;
    for (let i = 0; i < PER_LINE; i += 1) {
      const column = columns.get(line * PER_LINE + i) ?? [];
      tallest = Math.max(tallest, column.length);
      const sorted = column.toSorted((a, b) => (onward.get(b.stage) ?? 0) - (onward.get(a.stage) ?? 0));
      for (const [nth, node] of sorted.entries())
        placed.push({ ...node, line, x: xOf(i), y: top + nth * (BOX.height + GAP.y) });
    }
    top += tallest * (BOX.height + GAP.y) - GAP.y + GAP.line;
  }
  const exits = flow.nodes.filter(({ exit }) => exit);
  const exitsAt = exits.length > 0 ? top + 8 : undefined;
  for (const [i, node] of exits.entries()) {
    const row = Math.floor(i / PER_LINE);
    placed.push({ ...node, line: -1, x: xOf(i % PER_LINE), y: top + 18 + row * (BOX.height + GAP.y) });
  }
  if (exits.length > 0) top += 18 + Math.ceil(exits.length / PER_LINE) * (BOX.height + GAP.y) + GAP.line;
  const at = new Map(placed.map((node) => [node.stage, node]));
  const joins = flow.joins.flatMap((join) => {
    const path = pathOf(at.get(join.from), at.get(join.to), join.back);
    return path ? [{ ...join, path }] : [];
  });
  return {
    width: xOf(PER_LINE - 1) + BOX.width + MARGIN,
    height: top - GAP.line + MARGIN,
    nodes: placed,
    joins,
    exitsAt,
  };
};

const xOf = (column: number): number => MARGIN + column * (BOX.width + GAP.x);

/** Boxes side by side are joined straight; what skips some bows below them, what goes back bows above. */
const pathOf = (from: Placed | undefined, to: Placed | undefined, back: boolean): string | undefined => {
  if (!from || !to) return undefined;
  const [middle, target] = [from.y + BOX.height / 2, to.y + BOX.height / 2];
  const [right, left] = [from.x + BOX.width, to.x - 2];
  if (from.line === to.line) {
    if (!back && to.x - from.x === BOX.width + GAP.x) {
      return `M${right} ${middle}C${right + 14} ${middle} ${left - 14} ${target} ${left} ${target}`;
    }
    if (back && from.y > to.y) {
      const [x, y] = [to.x + BOX.width / 2, to.y + BOX.height + 2];
      return `M${from.x} ${middle}C${from.x - 24} ${middle} ${x} ${middle} ${x} ${y}`;
    }
    const below = to.x > from.x;
    const [y1, y2] = below ? [from.y + BOX.height, to.y + BOX.height + 2] : [from.y, to.y - 2];
    const bow = below ? Math.max(y1, y2) + BOW : Math.min(y1, y2) - BOW;
    const [x1, x2] = [from.x + BOX.width / 2, to.x + BOX.width / 2];
    return `M${x1} ${y1}C${x1} ${bow} ${x2} ${bow} ${x2} ${y2}`;
  }
  if (back) return undefined; // up to an earlier line: said by the timeline, a line across the picture hides more
  const turn = to.y - GAP.line / 2;
  const lane = right + GAP.x / 2;
  return `M${right} ${middle}H${lane}V${turn}H${left - GAP.x / 2 + 4}V${target}H${left}`;
};
