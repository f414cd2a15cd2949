/** What the page of a run adds to the look that all pages share. */
export const RUN_STYLE = `
body { max-width: 76rem; }
:root { --warnbg: #fff3dc; --focus: #0b57d0; --track: #e9ecef; --fillgood: #2e9e5b; --fillwarn: #d9a441; --fillbad: #d64a41; --fillsoft: #7b8794; }
@media (prefers-color-scheme: dark) { :root { --warnbg: #3a2e14; --focus: #8ab4f8; --track: #2b3137; --fillgood: #4caf76; --fillwarn: #d9a441; --fillbad: #e5675e; --fillsoft: #8a96a1; } }
[hidden] { display: none !important; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: .2rem; }
[tabindex="-1"]:focus { outline: none; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; inset-inline-start: -99rem; } .skip:focus { inset-inline-start: 1rem; top: .5rem; background: var(--paper); padding: .3rem .8rem; z-index: 1; }
.note { border-inline-start: 4px solid var(--warn); background: var(--warnbg); padding: .4rem .8rem; }
.tag { display: inline-block; padding: 0 .5rem; border-radius: 1rem; font-size: .85rem; white-space: nowrap; border: 1px solid currentColor; }
.tag.good { background: var(--goodbg); } .tag.bad { background: var(--badbg); } .tag.warn { background: var(--warnbg); }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(18rem, 100%), 1fr)); gap: 1rem; }
.card { border: 1px solid var(--line); border-radius: .6rem; padding: .8rem 1rem; min-width: 0; } .card h3 { margin-top: 0; }
.plain, .counts, .gates { list-style: none; padding: 0; margin: .6rem 0 0; }
.counts { display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; } .counts strong { font-size: 1.4rem; font-variant-numeric: tabular-nums; }
.gates li { margin: .2rem 0; }
svg.bar, svg.parts { display: block; width: 100%; height: .7rem; border-radius: .2rem; } svg.parts { height: 1.2rem; }
svg .track { fill: var(--track); } svg .fill-good { fill: var(--fillgood); } svg .fill-warn { fill: var(--fillwarn); } svg .fill-bad { fill: var(--fillbad); } svg .fill-soft { fill: var(--fillsoft); }
svg.spread { width: 100%; height: auto; } svg.spread text { font-size: 11px; fill: var(--soft); }
.bars th { font-weight: normal; white-space: nowrap; } .bars td, .bars th { border: 0; padding-block: .15rem; vertical-align: middle; } td.wide { width: 100%; } td.narrow { min-width: 4rem; vertical-align: middle; }
.scroll { overflow-x: auto; } th.number { text-align: end; white-space: nowrap; } .groups th[scope=row], .findings th[scope=row] { font-weight: normal; } .groups, .findings { font-size: .93rem; overflow-wrap: normal; } .findings { min-width: 34rem; } .findings td:last-child { width: 60%; } .findings th[scope=row] { min-width: 8rem; }
details > summary { cursor: pointer; margin-top: 1.5rem; } summary h3 { display: inline; } details details > summary { margin-top: .5rem; }
.filters { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: .6rem; align-items: end; padding: .6rem 0; } .filters div { display: flex; flex-direction: column; min-width: 0; } .filters label { font-size: .85rem; color: var(--soft); } .filters .search { grid-column: span 2; } .filters input, .filters select, .filters button { height: 2.4rem; }
input, select, button { font: inherit; color: var(--ink); background: var(--paper); border: 1px solid var(--fillsoft); border-radius: .4rem; padding: .35rem .5rem; min-width: 0; max-width: 100%; } button { cursor: pointer; padding-inline: 1rem; }
output { grid-column: 1 / -1; color: var(--soft); }
#list { list-style: none; margin: 0; padding: 0; }
#list li { border-bottom: 1px solid var(--line); content-visibility: auto; contain-intrinsic-size: auto 3.4rem; }
#list a { display: grid; grid-template-columns: 4.8rem 3rem 1fr auto; gap: 0 .6rem; align-items: baseline; padding: .35rem .4rem; text-decoration: none; } #list a:hover { background: var(--buyer); } #list a:hover > span:nth-of-type(2) { text-decoration: underline; } #list .tag { justify-self: start; } #list b { text-align: end; font-variant-numeric: tabular-nums; } #list small { color: var(--soft); } #list .why { grid-column: 3 / -1; }
#list a:focus-visible { outline-offset: -3px; }
.steps { display: flex; flex-wrap: wrap; gap: .4rem 1.2rem; align-items: baseline; position: sticky; top: 0; background: var(--paper); padding: .5rem 0; border-bottom: 1px solid var(--line); z-index: 1; }
#reader h2 { border: 0; margin-bottom: .3rem; scroll-margin-top: 4rem; }
.scores { display: flex; flex-wrap: wrap; gap: .3rem 1.5rem; margin: .5rem 0; } .scores div { display: flex; gap: .4rem; align-items: baseline; } .scores dt { color: var(--soft); } .scores dd { margin: 0; font-variant-numeric: tabular-nums; font-weight: 600; }
pre { background: var(--buyer); padding: .5rem .8rem; border-radius: .4rem; white-space: pre-wrap; margin: .3rem 0; font: .9em ui-monospace, Consolas, monospace; }
.line { position: relative; margin: .5rem 0 1.2rem; padding-bottom: 1.3rem; } svg.run { display: block; width: 100%; height: 5rem; overflow: visible; } svg.run .mood { fill: none; stroke: var(--ink); stroke-width: 1.5; vector-effect: non-scaling-stroke; } svg.run .base, svg.run .zero { stroke: var(--line); vector-effect: non-scaling-stroke; } svg.run .zero { stroke-dasharray: 3 3; } svg.run .fault { fill: var(--bad); } .tick { position: absolute; bottom: 0; font-size: .75rem; color: var(--soft); transform: translateX(-50%); white-space: nowrap; } .tick:first-of-type { transform: none; }
#reader .chat, .round { max-width: 56rem; } .chat { border-inline-start: 2px solid var(--line); padding-inline-start: 1rem; } .chat > li > .said > .who::before, .deed::before { content: ""; position: absolute; inset-inline-start: -1.35rem; width: .6rem; height: .6rem; border-radius: 50%; background: var(--fillsoft); margin-top: .35rem; } .chat > li { position: relative; }
.deed { text-align: start; } .deed.mood { font-size: .8rem; } .acts { font-size: .78rem; color: var(--soft); margin: .1rem 0 0; }
.marks li { color: var(--ink); } .marks li.warn { border-color: var(--fillwarn); background: var(--warnbg); } .marks .bad > .head { color: var(--bad); } .marks .warn > .head { color: var(--warn); } .marks .strength > .head { color: var(--good); } .marks .head .soft { font-weight: normal; } .marks .better { margin-top: .2rem; } .marks .head { font-weight: 600; } .marks q { quotes: none; }
.said.agent + .marks { max-width: 42rem; }
mark { background: #ffe58a; color: #1c2024; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: .8rem; } .pair > div { min-width: 0; } .pair .bubble { background: var(--agent); margin: .2rem 0; } .pair h5 { margin: .2rem 0; font-size: .8rem; color: var(--soft); font-weight: normal; } .round { border-top: 1px solid var(--line); padding: .6rem 0; } .round.changed { border-inline-start: 3px solid var(--fillwarn); padding-inline-start: .8rem; } .round h4 { margin: 0 0 .3rem; font-size: .9rem; color: var(--soft); }
@media (max-width: 40rem) { #list a { grid-template-columns: auto auto 1fr; } #list a > span:nth-of-type(2) { grid-column: 1 / -1; } #list .why { grid-column: 1 / -1; } .pair { grid-template-columns: 1fr; } }
@media (forced-colors: active) { svg rect { forced-color-adjust: none; } }
@media print { .skip, .filters, .steps, details:not([open]) { display: none !important; } #list li { content-visibility: visible; break-inside: avoid; } .scroll { overflow: visible; } a { text-decoration: none; } .card, .said, .marks li, .round { break-inside: avoid; } * { -webkit-print-color-adjust: exact; print-color-adjust: exact; } }
`;
