/** Questions, errors and buttons. What is touched is at least 44 pixels high. */
export const asking = `
.where { color: var(--quiet); font-size: .9375rem; margin-bottom: var(--s); }
.back { display: inline-flex; align-items: center; min-height: 44px; font-size: .9375rem; margin-bottom: .25rem;
  text-decoration: none; }
.back:hover { text-decoration: underline; }
.back::before { content: ""; width: .5em; height: .5em; margin: 0 .5em 0 .15em; border: solid; border-width: 0 0 2px 2px;
  transform: rotate(45deg); }
label, legend { display: block; font-weight: 600; padding: 0; }
legend > h1, label > h1 { display: inline; }
legend.ask, label.ask { font-size: 1.625rem; line-height: 1.35; margin-bottom: var(--s); }
legend.ask h1, label.ask h1 { font-size: inherit; margin: 0; }
.maybe { font-weight: 400; color: var(--quiet); }
.hint { color: var(--quiet); margin: 0 0 .375rem; font-size: .9375rem; }
input[type=text], input[type=tel], input[type=email], input[type=search], input[type=password], select, textarea {
  font: inherit; width: 100%; min-height: 44px; padding: .5rem .625rem; border: 1px solid var(--edge);
  border-radius: var(--round); background: var(--paper); color: var(--ink); }
input[type=file] { font: inherit; max-width: 100%; min-height: 44px; padding: .375rem 0; }
textarea { display: block; resize: vertical; }
.short { max-width: 14rem; } .short input, .tiny input { font-variant-numeric: tabular-nums; } .tiny { max-width: 8rem; }
.unit { display: flex; align-items: center; gap: .625rem; } .unit > span { flex: none; }
fieldset { border: 0; margin: 0 0 calc(3 * var(--s)); padding: 0; min-width: 0; }
.field { margin: 0 0 calc(3 * var(--s)); }
.choice { position: relative; display: flex; gap: .75rem; align-items: flex-start; min-height: 44px;
  padding: .5625rem .75rem; margin-top: .5rem; background: var(--paper); border: 1px solid var(--line);
  border-radius: var(--round); font-weight: 400; cursor: pointer; }
.choice:hover { border-color: var(--edge); }
.choice input { width: 22px; height: 22px; margin: .15rem 0 0; accent-color: var(--red); flex: none; }
.choice:has(:checked) { border-color: var(--red); box-shadow: inset 0 0 0 1px var(--red); }
.choice:has(:focus-visible) { outline: 3px solid var(--focus); outline-offset: 2px; }
.choice :focus-visible { outline: 0; }
.choice span { color: var(--quiet); display: block; font-size: .9375rem; }
.go, .plain { font: inherit; cursor: pointer; display: inline-flex; align-items: center; justify-content: center;
  text-decoration: none; text-align: center; border-radius: var(--round); }
.go { font-weight: 600; min-height: 48px; padding: .5rem 1.75rem; border: 0; background: var(--red); color: #fff; }
.go:hover { background: var(--red-dark); color: #fff; }
.plain { min-height: 44px; padding: .5rem 1rem; border: 1px solid var(--edge); background: var(--paper);
  color: var(--ink); }
.plain:hover { border-color: var(--ink); color: var(--ink); }
.link { font: inherit; cursor: pointer; border: 0; background: none; padding: 0; min-height: 44px; color: var(--ink);
  text-decoration: underline; text-underline-offset: .2em; }
.link:hover { color: var(--red); }
.row { display: flex; flex-wrap: wrap; gap: .75rem 1.25rem; align-items: center; margin: calc(3 * var(--s)) 0; }
.row > form { margin: 0; }
.row > a:not(.go):not(.plain) { display: inline-flex; align-items: center; min-height: 44px; }
.wrong { border-left: 4px solid var(--red); padding-left: .875rem; }
.wrong input[type=text], .wrong input[type=tel], .wrong select, .wrong textarea { border: 2px solid var(--red); }
.why { color: var(--red-dark); font-weight: 600; margin: 0 0 .375rem; }
.summary { border: 3px solid var(--red); border-radius: var(--round); background: var(--paper); padding: 1rem;
  margin-bottom: calc(3 * var(--s)); }
.summary h2 { margin-top: 0; } .summary ul { margin: 0; }
.summary li { padding: .25rem 0; } .summary a { color: var(--red-dark); font-weight: 600; }
.group { border: 1px solid var(--line); border-radius: var(--round); background: var(--paper); padding: 1rem;
  margin-bottom: calc(2 * var(--s)); }
.group > legend { padding: 0 .375rem; }
#file { display: block; margin-bottom: 1rem; }
.uploads { list-style: none; padding: 0; } .uploads li { display: flex; flex-wrap: wrap; gap: .25rem 1rem;
  align-items: center; padding: .25rem 0; border-bottom: 1px solid var(--line); } .uploads form { margin: 0 0 0 auto; }
details { margin: 0 0 calc(2 * var(--s)); }
summary { cursor: pointer; min-height: 44px; padding: .5rem 0; text-decoration: underline; text-underline-offset: .2em; }
details > div { border-left: 4px solid var(--line); padding-left: .875rem; }
@media (max-width: 640px) {
  legend.ask, label.ask { font-size: 1.4375rem; }
  .row .go { width: 100%; }
}
`;
