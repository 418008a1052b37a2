/** What only the console has: rows of small forms, choices in tables, the picture of a workflow. */
export const console = `
.controls { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; align-items: flex-end; margin-bottom: calc(2 * var(--s)); }
.controls form { display: flex; gap: .5rem; align-items: flex-end; margin: 0; flex: 0 1 auto; }
.controls .field { margin: 0; } .controls label { font-size: .9375rem; font-weight: 400; color: var(--quiet); }
.controls input { width: 11rem; } .controls form:last-child input { width: 14rem; }
.pick { display: inline-flex; gap: .625rem; align-items: center; min-height: 44px; font-weight: 400; white-space: nowrap; }
.pick input { width: 22px; height: 22px; accent-color: var(--red); flex: none; }
.stack { position: relative; overflow: clip; } .stack tr:has(.pick) td { vertical-align: middle; }
.cell input { width: 9rem; text-align: right; font-variant-numeric: tabular-nums; }
.cell select, .cell input.words { text-align: left; }
.resolution { display: flex; flex-wrap: wrap; gap: .5rem; } .resolution select { width: 13rem; } .resolution .words { flex: 1; min-width: 12rem; }
.resolution .why { flex-basis: 100%; }
.cell.wrong { border: 0; padding: 0; } .cell.wrong .why { display: block; white-space: normal; max-width: 16rem; }
.flow { overflow-x: auto; background: var(--paper); border: 1px solid var(--line); border-radius: var(--round); }
.flow svg { display: block; }
.flow .box { fill: var(--paper); stroke: var(--edge); } .flow text { fill: var(--ink); }
.flow .past .box { fill: #eef5f0; stroke: var(--ok); } .flow .now .box { fill: var(--red); stroke: var(--red-dark); }
.flow .now text { fill: #fff; font-weight: 600; } .flow .ahead .box { stroke-dasharray: 4 3; }
.flow path { fill: none; stroke: #8b929b; } .flow path.walked { stroke: var(--ok); stroke-width: 1.6; }
.flow path.back { stroke-dasharray: 3 3; stroke: #b3b8bf; } .flow marker path { fill: #8b929b; stroke: none; }
.facts + p, .facts + table { margin-top: .75rem; }
@media (max-width: 959px) { .two > .first { order: -1; } }
details > .bare { border: 0; padding: 0; }
.actions > details { border-top: 1px solid var(--line); margin: 0; } .actions > details:first-of-type { border: 0; }
@media (max-width: 640px) { .controls form { width: 100%; } .controls .field { flex: 1; }
  .controls input, .controls form:last-child input { width: 100%; } .stack { position: relative; overflow: clip; } .stack tr:has(.pick) td { vertical-align: middle; }
.cell input { width: 8rem; } }
`;
