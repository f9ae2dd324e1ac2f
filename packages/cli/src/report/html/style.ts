/** The page's style: system fonts, one accent, light and dark by the reader's setting, narrow screens and paper. */
export const style = `
:root {
  color-scheme: light dark;
  --paper: light-dark(#fcfcfb, #131517);
  --raised: light-dark(#fff, #1a1d20);
  --ink: light-dark(#1b1f23, #e6e8ea);
  --quiet: light-dark(#5c646d, #9aa3ad);
  --line: light-dark(#e3e5e8, #2b3036);
  --accent: light-dark(#0f6a73, #4db6bf);
  --accent-soft: light-dark(#a9d3d7, #1f555b);
  --bad: light-dark(#b3261e, #ff8a80);
  --warn: light-dark(#8a5a00, #e9b44c);
  --good: light-dark(#1f7a3d, #6fcf8e);
  --still: light-dark(#d9dde1, #3a4149);
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  font-variant-numeric: tabular-nums; -webkit-text-size-adjust: 100%;
}
body > * { max-width: 68rem; margin-inline: auto; padding-inline: 1.5rem; }
header { padding-block: 3rem 1rem; }
.brand { display: flex; flex-wrap: wrap; gap: .25rem 1rem; justify-content: space-between; color: var(--quiet); font-size: .875rem; }
.brand b { color: var(--accent); font-weight: 600; }
h1 { font-size: clamp(1.375rem, 1rem + 2vw, 2rem); line-height: 1.25; font-weight: 600; letter-spacing: -.01em; margin: 1.5rem 0 0; max-width: 60rem; text-wrap: pretty; }
section { padding-block: 2rem; }
h2 { font-size: 1.0625rem; font-weight: 600; margin: 0; }
h2 + p { margin: .125rem 0 1rem; color: var(--quiet); font-size: .875rem; max-width: 44rem; }
.state { font-weight: 600; font-size: .875rem; white-space: nowrap; }
.ok { color: var(--good); } .watch { color: var(--warn); } .breached { color: var(--bad); } .not_enough_mail, .info { color: var(--quiet); }

.rates { display: grid; grid-template-columns: repeat(auto-fit, minmax(17rem, 1fr)); gap: 1rem; padding-block: 1rem; }
.rate { background: var(--raised); border: 1px solid var(--line); border-radius: .5rem; padding: 1.125rem 1.25rem 1rem; }
.rate h2 { display: flex; justify-content: space-between; gap: 1rem; font-size: .875rem; color: var(--quiet); font-weight: 500; }
.rate p.number { color: var(--ink); white-space: nowrap; font-size: 2.5rem; line-height: 1.15; font-weight: 600; letter-spacing: -.02em; margin: .25rem 0 .5rem; }
.rate p.breached { color: var(--bad); }
.rate p { margin: 0; font-size: .8125rem; color: var(--quiet); }
svg { display: block; overflow: visible; }
.gauge { margin-block: .25rem .375rem; }
.gauge .track { stroke: var(--line); stroke-width: 4; }
.gauge .interval { stroke: var(--accent-soft); stroke-width: 10; }
.gauge .point { fill: var(--accent); }
.gauge .limit { stroke: var(--ink); stroke-width: 1.5; }
.gauge text { fill: var(--quiet); font-size: 11px; }

.findings { list-style: none; margin: .75rem 0 0; padding: 0; max-width: 60rem; }
.findings li { padding: .75rem 0 .75rem 1.75rem; border-top: 1px solid var(--line); position: relative; }
.findings li > .state { position: absolute; left: 0; }
.findings p { margin: 0; overflow-wrap: anywhere; } .findings p + p { font-weight: 500; }
.findings p + p::before { content: "→ "; color: var(--accent); }

.stack rect { stroke: var(--raised); stroke-width: 1; }
.first, .key-first::before { fill: var(--still); background: var(--still); }
.recovered, .key-recovered::before { fill: var(--accent-soft); background: var(--accent-soft); }
.waiting, .key-waiting::before { fill: var(--warn); background: var(--warn); }
.refused, .key-refused::before { fill: var(--accent); background: var(--accent); }
.hard, .key-hard::before { fill: var(--bad); background: var(--bad); }
.key { display: grid; grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr)); gap: .5rem 1.5rem; margin: 1rem 0 0; }
.key div { display: grid; grid-template-columns: auto 1fr; column-gap: .5rem; font-size: .8125rem; color: var(--quiet); align-items: baseline; }
.key div::before { content: ""; width: .625rem; height: .625rem; border-radius: 2px; }
.key dd { margin: 0; grid-column: 2; color: var(--ink); font-size: 1rem; } .key dd small { color: var(--quiet); font-size: .8125rem; }

.chart { margin: 0; display: grid; grid-template-columns: auto 1fr; gap: .25rem .5rem; font-size: .75rem; color: var(--quiet); }
.chart .y, .chart .x { display: flex; justify-content: space-between; } .chart .y { flex-direction: column; text-align: right; margin-block: -.5em; } .chart .x { grid-column: 2; }
.chart svg { border-bottom: 1px solid var(--line); }
.chart polyline { fill: none; stroke-width: 2; vector-effect: non-scaling-stroke; stroke-linejoin: round; stroke-linecap: round; }
.chart .volume { fill: var(--line); opacity: .7; }
.chart .soft-line { stroke: var(--accent); } .chart .hard-line { stroke: var(--bad); }
.chart .limit { vector-effect: non-scaling-stroke; stroke-dasharray: 3 4; stroke-width: 1; opacity: .8; }
.lines { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; font-size: .8125rem; color: var(--quiet); margin: 0 0 .75rem; padding: 0; list-style: none; }
.lines li::before { content: ""; display: inline-block; width: 1rem; height: 0; border-top: 2px solid; vertical-align: middle; margin-right: .4rem; }
.lines .soft-key::before { border-color: var(--accent); } .lines .hard-key::before { border-color: var(--bad); }
.lines .limit-key::before { border-top: 1px dashed var(--quiet); } .lines .volume-key::before { height: .625rem; border: 0; background: var(--line); }

table { border-collapse: collapse; width: 100%; font-size: .875rem; }
th, td { padding: .4375rem .75rem .4375rem 0; text-align: left; border-top: 1px solid var(--line); vertical-align: baseline; }
thead th { border-top: 0; color: var(--quiet); font-weight: 500; font-size: .8125rem; }
th[scope=row] { font-weight: 500; overflow-wrap: anywhere; }
th small { display: block; font-weight: 400; color: var(--quiet); font-size: .8125rem; max-width: 30rem; }
.n { text-align: right; white-space: nowrap; } tr > :last-child { padding-right: 0; }
.mix { width: 26%; } .bar { width: 18%; } .bar rect { fill: var(--accent); } .mix, .bar { vertical-align: middle; }
td small { color: var(--quiet); }
th small.narrow { display: none; }
.unseen { position: relative; } .unseen span { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }

.replies { list-style: none; margin: 0; padding: 0; }
.replies li { display: grid; grid-template-columns: 5.5rem 1fr; gap: 0 1rem; border-top: 1px solid var(--line); padding: .75rem 0; }
.replies .many { text-align: right; font-weight: 600; }
.replies .many small { display: block; font-weight: 400; color: var(--quiet); }
code, pre { font: .8125rem/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
.replies code { overflow-wrap: anywhere; }
.replies p { margin: .25rem 0 0; font-size: .875rem; } .replies p.dim { color: var(--quiet); font-size: .8125rem; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; margin: .5rem 0 0; padding: .625rem .75rem; background: var(--raised); border: 1px solid var(--line); border-radius: .375rem; }
details { margin-top: .5rem; } summary { cursor: pointer; color: var(--accent); font-size: .8125rem; }
summary:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 2px; }
details table { margin-top: .5rem; }
footer { padding-block: 1rem 4rem; color: var(--quiet); font-size: .8125rem; }
footer > * { max-width: 44rem; } footer ul { padding-left: 1.125rem; overflow-wrap: anywhere; }

@media (max-width: 44rem) {
  body > * { padding-inline: 1rem; }
  header { padding-block: 1.5rem .5rem; } section { padding-block: 1.5rem; }
  .wide { display: none; } th small.narrow { display: block; }
  th, td { padding-right: .5rem; } td.state { white-space: normal; }
  .rates { grid-template-columns: 1fr; }
  .key { grid-template-columns: 1fr 1fr; }
  .replies li { grid-template-columns: 1fr; } .replies .many { text-align: left; } .replies .many small { display: inline; }
}
@media print {
  :root { color-scheme: light; }
  body { font-size: .8125rem; } header { padding-top: 0; } section { padding-block: 1rem; }
  tr, li, .rate, figure, footer { break-inside: avoid; } h2, h2 + p, thead, .lines { break-after: avoid; } summary { display: none; }
  .more > summary { display: block; color: var(--quiet); list-style: none; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;
