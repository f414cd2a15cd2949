/** The look shared by all pages: light and dark by the reader's setting, readable in print, never by colour alone. */
export const STYLE = `
:root { color-scheme: light dark; --ink: #1c2024; --soft: #5b6570; --line: #d7dce1; --paper: #fff; --buyer: #f1f3f5; --agent: #e3f0ff; --good: #14713a; --warn: #8a5a00; --bad: #b3261e; --goodbg: #e6f4ea; --badbg: #fdecea; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ec; --soft: #a2abb4; --line: #3a4148; --paper: #14171a; --buyer: #23282d; --agent: #17324d; --good: #6fd08c; --warn: #e5b567; --bad: #ff8a80; --goodbg: #12301d; --badbg: #3b1a18; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 60rem; padding: 1.5rem 1rem 3rem; color: var(--ink); background: var(--paper); font: 16px/1.6 system-ui, -apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; line-height: 1.3; } h2 { font-size: 1.2rem; margin-top: 2rem; border-bottom: 1px solid var(--line); } h3 { font-size: 1rem; margin: 1.5rem 0 .5rem; }
a { color: inherit; } code { font: .9em ui-monospace, Consolas, monospace; }
.soft { color: var(--soft); } .good { color: var(--good); } .warn { color: var(--warn); } .bad { color: var(--bad); }
table { border-collapse: collapse; width: 100%; } th, td { text-align: start; vertical-align: top; padding: .3rem .6rem .3rem 0; border-bottom: 1px solid var(--line); } td.number { text-align: end; font-variant-numeric: tabular-nums; white-space: nowrap; }
ul { padding-inline-start: 1.2rem; }
.chat { list-style: none; padding: 0; margin: 0; } .chat > li { margin: .6rem 0; }
.said { display: flex; flex-direction: column; align-items: flex-start; } .said.agent { align-items: flex-end; }
.bubble { max-width: 42rem; padding: .5rem .8rem; border-radius: .8rem; background: var(--buyer); white-space: pre-wrap; margin: 0; } .agent > .bubble { background: var(--agent); }
.who { font-size: .8rem; color: var(--soft); }
.deed { text-align: center; font-size: .9rem; color: var(--soft); }
.marks { list-style: none; padding: 0; margin: .3rem 0 0; max-width: 42rem; font-size: .9rem; } .marks li { border-inline-start: 3px solid var(--bad); background: var(--badbg); padding: .2rem .6rem; margin: .2rem 0; } .marks li.strength { border-color: var(--good); background: var(--goodbg); } .marks li.disputed { opacity: .75; border-style: dashed; } .marks p { margin: .1rem 0; } .said.agent + .marks { margin-inline-start: auto; }
svg.axis { width: 100%; height: 3.2rem; display: block; } svg.axis text { fill: var(--soft); font-size: 11px; } svg.axis .base { stroke: var(--line); } svg.axis .wait-good { fill: var(--good); } svg.axis .wait-slow { fill: var(--warn); } svg.axis .wait-late { fill: var(--bad); }
@media print { body { max-width: none; padding: 0; font-size: 11pt; } .chat > li, tr { break-inside: avoid; } h2 { break-after: avoid; } .page-break { break-before: page; } }
`;
