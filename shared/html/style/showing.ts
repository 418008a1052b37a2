/** Facts, cards, tables, timelines; and how a page is printed. */
export const showing = `
.card { background: var(--paper); border: 1px solid var(--line); border-radius: var(--round);
  padding: 1rem 1.125rem; margin-bottom: calc(2 * var(--s)); }
.card > h2:first-child { margin-top: 0; } .card > :last-child { margin-bottom: 0; }
.facts { display: grid; grid-template-columns: fit-content(12em) 1fr; gap: .375rem 1rem; margin: 0; }
.facts dt { color: var(--quiet); } .facts dd { margin: 0; }
.facts + p, .facts + ul { margin-top: .75rem; }
.facts .change { font-size: .9375rem; white-space: nowrap; margin-left: .75rem; display: inline-block;
  padding: .25rem .25rem; }
.answers { margin: 0; } .answers > div { display: grid; grid-template-columns: 2fr 3fr 3rem; gap: .25rem 1rem;
  padding: .5rem 0; border-bottom: 1px solid var(--line); align-items: baseline; }
.answers > div:last-child { border: 0; }
.answers dt { color: var(--quiet); } .answers dd { margin: 0; }
.answers dd.act a { display: inline-flex; align-items: center; min-height: 44px; min-width: 44px;
  justify-content: flex-end; }
.pre { white-space: pre-line; }
.amount { font-size: 1.5rem; font-weight: 700; font-variant-numeric: tabular-nums; }
.code { font: 600 1.25rem/1.6 ui-monospace, Consolas, "Noto Sans Mono", monospace; letter-spacing: .06em;
  white-space: nowrap; }
.next { background: var(--warm); border-left: 4px solid var(--red); padding: .75rem 1rem;
  border-radius: 0 var(--round) var(--round) 0; margin: 0 0 calc(2 * var(--s)); }
.next > :last-child { margin-bottom: 0; } .next > h2 { margin-top: 0; }
.done { border: 2px solid var(--ok); border-radius: var(--round); background: var(--paper); padding: 1.25rem;
  margin-bottom: calc(2 * var(--s)); }
.done h1 { color: var(--ok); margin-bottom: var(--s); } .done p:last-child { margin: 0; }
.tag { display: inline-block; padding: 0 .5rem; border-radius: 3px; font-size: .875rem; line-height: 1.7;
  border: 1px solid currentColor; white-space: nowrap; background: var(--paper); }
.tag.ok { color: var(--ok); } .tag.wait { color: var(--wait); } .tag.bad { color: var(--red-dark); }
.tag.rest { color: var(--quiet); }
.progress { display: flex; gap: .25rem; list-style: none; padding: 0; margin: 0 0 calc(2 * var(--s)); }
.progress li { flex: 1; height: 6px; border-radius: 3px; background: var(--line); margin: 0; }
.progress .past { background: #d9a19e; } .progress .now { background: var(--red); }
table { border-collapse: collapse; width: 100%; background: var(--paper); font-size: .9375rem; }
caption { text-align: left; color: var(--quiet); padding-bottom: .375rem; }
th, td { text-align: left; padding: .5rem .75rem; border-bottom: 1px solid var(--line); vertical-align: top; }
th.num, td.num { text-align: right; }
th { color: var(--quiet); font-weight: 600; white-space: nowrap; }
tbody tr:hover { background: var(--warm); }
.scroll { overflow-x: auto; }
.empty { background: var(--paper); border: 1px dashed var(--edge); border-radius: var(--round); padding: 2rem 1rem;
  text-align: center; color: var(--quiet); }
.line { list-style: none; padding: 0; margin: 0; }
.line li { position: relative; padding: 0 0 1rem 1.5rem; border-left: 2px solid var(--line); margin: 0 0 0 .5rem; }
.line li::before { content: ""; position: absolute; left: -7px; top: .45rem; width: 12px; height: 12px;
  border-radius: 50%; background: var(--paper); border: 2px solid var(--edge); }
.line li.past::before { background: var(--ok); border-color: var(--ok); }
.line li.now::before { background: var(--red); border-color: var(--red); }
.line li:last-child { border-color: transparent; padding-bottom: 0; }
.line time { color: var(--quiet); font-size: .875rem; display: block; }
.two { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1.25rem; }
@media (min-width: 960px) { .two { grid-template-columns: minmax(0, 7fr) minmax(0, 5fr); } }
.filters { display: flex; flex-wrap: wrap; gap: .5rem; margin-bottom: 1rem; }
.filters a { display: inline-flex; align-items: center; min-height: 44px; padding: .25rem .875rem;
  border: 1px solid var(--line); border-radius: 99px; background: var(--paper); text-decoration: none;
  font-size: .9375rem; }
.filters a[aria-current] { border-color: var(--ink); background: var(--ink); color: #fff; }
svg text { font: 13px system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
@media (max-width: 640px) {
  .stack, .stack tbody { display: block; } .stack thead { position: absolute; clip-path: inset(50%); }
  .stack caption { display: block; }
  .stack tr { display: block; padding: .5rem 0; border-bottom: 1px solid var(--line); }
  .stack td { display: flex; gap: .5rem; border: 0; padding: .125rem .75rem; text-align: right; }
  .stack td::before { content: attr(data-name); color: var(--quiet); flex: none; margin-right: auto; }
  .facts { grid-template-columns: 1fr; gap: 0; } .facts dd { margin-bottom: .5rem; }
  .answers > div { grid-template-columns: 1fr 3rem; } .answers dt { grid-column: 1; }
  .answers dd { grid-column: 1; } .answers dd.act { grid-column: 2; grid-row: 1 / span 2; align-self: center; }
}
@media print {
  :root { background: #fff; font-size: 11pt; } .top nav, .go, .plain, .link, .row, .filters, .back, .skip, .noprint,
  .answers dd.act { display: none; }
  .top { border-bottom: 1px solid #000; } main { max-width: none; padding: 1rem 0; }
  .card, .done, .next { break-inside: avoid; border-color: #999; } a { text-decoration: none; }
}
`;
