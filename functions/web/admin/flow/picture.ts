import type { Case } from '#shared/cases/case';
import { type Content, type Html, html } from '#shared/html/html';
import type { Pipeline } from '#shared/pipeline';
import { say, type Lang } from '#shared/text';
import { stageName } from '../board/rows.ts';
import { flowOf } from './graph.ts';
import { BOX, type Drawing, layOut, type Placed } from './layout.ts';

/**
 * Where a case is in its workflow, as a picture and in words. The machine is laid out once for each pipeline: it does
 * not change while the program runs.
 */
const drawings = new Map<string, Drawing>();
const drawingOf = ({ name, machine }: Pipeline): Drawing => {
  const known = drawings.get(name);
  if (known) return known;
  const made = layOut(flowOf(machine));
  drawings.set(name, made);
  return made;
};

type Walk = { readonly past: ReadonlySet<string>; readonly now: string; readonly walked: ReadonlySet<string> };

const walkOf = (each: Case, stages: readonly string[]): Walk => ({
  past: new Set(stages.filter((stage) => stage !== each.stage)),
  now: each.stage,
  walked: new Set(stages.flatMap((stage, i) => (i > 0 ? [`${stages[i - 1]}>${stage}`] : []))),
});

/** @param stages the stages that it has been in, in order, the present one last */
export const picture = (pipeline: Pipeline, each: Case, stages: readonly string[], lang: Lang): Html => {
  const drawing = drawingOf(pipeline);
  const walk = walkOf(each, stages);
  const { width, height, nodes, joins, exitsAt } = drawing;
  return html`<p>${hereAndNext(pipeline, drawing, walk, lang)}</p>
    <div
      class="flow"
      tabindex="0"
      role="group"
      aria-label="${say({ zh: '流程图，可左右滚动', en: 'Workflow, scrolls sideways' }, lang)}"
    >
      <svg
        width="${width}"
        height="${height}"
        viewBox="0 0 ${width} ${height}"
        role="img"
        aria-label="${inWords(pipeline, drawing, walk, lang)}"
      >
        <defs>
          <marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">
            <path d="M0 0 8 4 0 8z" />
          </marker>
        </defs>
        ${joins.map(({ from, to, path, back }) => {
          const kind = walk.walked.has(`${from}>${to}`) ? 'walked' : back ? 'back' : '';
          return html`<path class="${kind}" d="${path}" marker-end="url(#tip)" />`;
        })}
        ${
          exitsAt !== undefined &&
          html`<text x="14" y="${exitsAt}" class="small"
            >${say({ zh: '各环节都可能转到：', en: 'Any step may lead to:' }, lang)}</text
          >`
        }
        ${nodes.map((node) => box(pipeline, node, walk, lang))}
      </svg>
    </div>`;
};

const placeOf = ({ past, now }: Walk, stage: string): 'past' | 'now' | 'ahead' =>
  stage === now ? 'now' : past.has(stage) ? 'past' : 'ahead';

const MOST_IN_LINE = 8;

const box = (pipeline: Pipeline, { stage, kind, x, y }: Placed, walk: Walk, lang: Lang): Content => {
  const place = placeOf(walk, stage);
  const lines = broken(`${say(stageName(pipeline, stage), lang)}${place === 'past' ? ' ✓' : ''}`, lang);
  const first = y + BOX.height / 2 + 5 - (lines.length - 1) * 8;
  return html`<g class="${place}">
    <rect class="box" x="${x}" y="${y}" width="${BOX.width}" height="${BOX.height}" rx="${kind === 'end' ? 20 : 6}" />
    ${lines.map((line, i) => html`<text x="${x + BOX.width / 2}" y="${first + i * 16}" text-anchor="middle">${line}</text>`)}
  </g>`;
};

/** In two lines where it is long: SVG breaks none by itself. */
const broken = (words: string, lang: Lang): string[] => {
  if (lang === 'en') {
    const at = words.length > 15 ? words.indexOf(' ', Math.floor(words.length / 2) - 3) : -1;
    return at < 0 ? [words] : [words.slice(0, at), words.slice(at + 1)];
  }
  const bracket = words.indexOf('（');
  const at = bracket > 0 && words.length > MOST_IN_LINE ? words.indexOf('）') + 1 : MOST_IN_LINE;
  return words.length <= MOST_IN_LINE + 1 ? [words] : [words.slice(0, at), words.slice(at)];
};

const list = (pipeline: Pipeline, stages: readonly string[], lang: Lang): string =>
  stages.map((stage) => say(stageName(pipeline, stage), lang)).join(lang === 'zh' ? '、' : ', ');

/** Where it is and what may be next: beside the picture too, which a narrow screen shows only in part. */
const hereAndNext = (pipeline: Pipeline, { joins, nodes }: Drawing, { now }: Walk, lang: Lang): string => {
  const next = joins.filter(({ from, back }) => from === now && !back).map(({ to }) => to);
  const here = list(pipeline, [now], lang);
  const after = list(pipeline, next, lang);
  const ended = nodes.some(({ stage, kind }) => stage === now && kind === 'end');
  if (ended) return lang === 'zh' ? `已办结：${here}` : `Closed: ${here}`;
  return lang === 'zh'
    ? `现在在${here}${after && `，之后可能是${after}`}`
    : `Now at ${here}${after && `; next may be ${after}`}`;
};

const inWords = (pipeline: Pipeline, drawing: Drawing, walk: Walk, lang: Lang): string => {
  const past = drawing.nodes.filter(({ stage }) => placeOf(walk, stage) === 'past').map(({ stage }) => stage);
  const done = list(pipeline, past, lang);
  const here = hereAndNext(pipeline, drawing, walk, lang);
  return lang === 'zh'
    ? `流程位置：${done && `${done}已完成，`}${here}`
    : `Position in the workflow: ${done && `${done} done; `}${here}`;
};
