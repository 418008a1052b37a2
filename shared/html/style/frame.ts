/** Ground, type and frame of every page. Red is for the one main action and the mark; words come before colour. */
export const frame = `
:root {
  --red: #b3241e; --red-dark: #8f1c17; --ink: #1f2328; --quiet: #535b64; --line: #d8dbe0; --edge: #6f7680;
  --paper: #fff; --wash: #f6f5f2; --warm: #fbf1ec; --ok: #1d6b3a; --wait: #704600; --focus: #1b5fc1;
  --s: .5rem; --round: 6px;
  font: 1.0625rem/1.6 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif;
  color: var(--ink); background: var(--wash); -webkit-text-size-adjust: 100%; text-size-adjust: 100%;
}
* { box-sizing: border-box; }
body { margin: 0; display: flex; flex-direction: column; min-height: 100vh; overflow-wrap: anywhere; }
h1 { font-size: 1.625rem; line-height: 1.35; margin: 0 0 calc(2 * var(--s)); }
:lang(en) h1 { text-wrap: balance; }
h2 { font-size: 1.1875rem; line-height: 1.4; margin: calc(4 * var(--s)) 0 var(--s); }
h3 { font-size: 1.0625rem; margin: calc(3 * var(--s)) 0 var(--s); }
p, ul, ol, dl, table, form { margin: 0 0 calc(2 * var(--s)); }
ul, ol { padding-left: 1.4em; }
li + li { margin-top: .25rem; }
a { color: var(--ink); text-decoration: underline; text-underline-offset: .2em; }
a:hover { color: var(--red); text-decoration-thickness: 2px; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 2px; }
.skip { position: absolute; left: -999rem; padding: .75rem 1rem; background: var(--paper); z-index: 1; }
.skip:focus { left: .5rem; top: .5rem; }
.sr { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.num { font-variant-numeric: tabular-nums; text-align: right; white-space: nowrap; }
.tnum { font-variant-numeric: tabular-nums; }
.nowrap { white-space: nowrap; }
.quiet { color: var(--quiet); }
.small { font-size: .9375rem; }

.top { background: var(--paper); border-bottom: 3px solid var(--red); }
.top > div { display: flex; flex-wrap: wrap; gap: 0 1.25rem; align-items: center; justify-content: space-between;
  padding: .25rem 1rem; margin: auto; max-width: 720px; }
.mark { font-weight: 700; text-decoration: none; display: inline-flex; align-items: center; min-height: 44px; }
.mark:hover { color: inherit; }
.mark::before { content: ""; width: .7em; height: .7em; margin-right: .5em; background: var(--red);
  border-radius: 50% 50% 50% 0; flex: none; }
.top nav { display: flex; flex-wrap: wrap; gap: 0 1.25rem; font-size: .9375rem; }
.top nav a, .top nav button { display: inline-flex; align-items: center; min-height: 44px; white-space: nowrap; }
.top nav a[aria-current] { font-weight: 700; text-decoration: none; box-shadow: inset 0 -3px var(--red); }
.top nav form { margin: 0; }
main { width: 100%; max-width: 720px; margin: 0 auto; padding: calc(3 * var(--s)) 1rem calc(6 * var(--s)); flex: 1; }
.wide .top > div, .wide main, .wide footer { max-width: 1200px; }
footer { width: 100%; max-width: 720px; margin: 0 auto; padding: 1rem; color: var(--quiet); font-size: .9375rem;
  border-top: 1px solid var(--line); }
footer p:last-child { margin: 0; }
.sample { background: #fff6d6; border-bottom: 1px solid #ead9a0; font-size: .9375rem; text-align: center;
  padding: .25rem 1rem; margin: 0; }
@media (max-width: 640px) { h1 { font-size: 1.4375rem; } }
`;
