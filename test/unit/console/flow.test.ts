import { describe, expect, it } from 'vitest';
import { flowOf } from '#functions/web/admin/flow/graph';
import { BOX, layOut } from '#functions/web/admin/flow/layout';
import { pipelines } from '#workflows/index';

describe.each(Object.values(pipelines))('the picture of $name', ({ machine, tasks }) => {
  const flow = flowOf(machine);
  const drawing = layOut(flow);

  it('shows every question that the machine asks, once', () => {
    const stages = flow.nodes.filter(({ kind }) => kind === 'task').map(({ stage }) => stage);
    expect(new Set(stages).size).toBe(stages.length);
    for (const stage of stages) expect(Object.keys(tasks)).toContain(stage);
  });

  it('puts no box over another, and everything inside', () => {
    for (const [i, a] of drawing.nodes.entries()) {
      expect(a.x + BOX.width).toBeLessThanOrEqual(drawing.width);
      expect(a.y + BOX.height).toBeLessThanOrEqual(drawing.height);
      for (const b of drawing.nodes.slice(i + 1)) {
        expect(Math.abs(a.x - b.x) >= BOX.width || Math.abs(a.y - b.y) >= BOX.height).toBe(true);
      }
    }
  });

  it('leads onward from left to right and from line to line', () => {
    const at = new Map(drawing.nodes.map((node) => [node.stage, node]));
    const main = drawing.nodes.filter(({ exit }) => !exit);
    expect(main.length).toBeGreaterThan(drawing.nodes.length / 2);
    for (const { from, to, back } of drawing.joins) {
      const [a, b] = [at.get(from), at.get(to)];
      if (!a || !b || back || a.exit) continue;
      expect(b.line > a.line || b.x > a.x).toBe(true);
    }
  });
});
