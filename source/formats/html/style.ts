import {textColorOn} from '../../text/contrast.ts';
import {badgeClass} from './blocks.ts';

/* Every pair of text and background reaches 4.5:1 (WCAG AA), which a test measures in a browser. */
const page = `
:root {
	color-scheme: light dark;
	--background: #fbfaf8;
	--text: #24292f;
	--strong: #101418;
	--muted: #5b646d;
	--accent: #0a6b60;
	--line: #dedbd5;
	--wash: #f1efeb;
}
@media (prefers-color-scheme: dark) {
	:root {
		--background: #14181b;
		--text: #d3d6d8;
		--strong: #f3f4f4;
		--muted: #97a1a9;
		--accent: #6fcfbf;
		--line: #2d343a;
		--wash: #1d2328;
	}
}
* { box-sizing: border-box; }
html { scroll-behavior: smooth; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
	margin: 0;
	padding: 0 1.5rem 5rem;
	background: var(--background);
	color: var(--text);
	font: 1.0625rem/1.6 system-ui, "Segoe UI", Roboto, "Helvetica Neue", "Liberation Sans", sans-serif;
	overflow-wrap: anywhere;
}
main, nav { max-width: 42rem; margin: 0 auto; }
a { color: var(--accent); text-decoration-thickness: 1px; text-underline-offset: .2em; }
a:hover { text-decoration-thickness: 2px; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 3px; border-radius: 2px; }
.skip { position: absolute; left: -100vw; }
.skip:focus { left: 1.5rem; top: .75rem; padding: .25rem .75rem; background: var(--background); }
nav { padding: 1.5rem 0 0; }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: 0; padding: 0; list-style: none; }
nav a { display: inline-block; padding: .25rem 0; color: var(--muted); font-size: .875rem; text-decoration: none; }
nav a:hover { color: var(--accent); text-decoration: underline; }
section { margin-top: 4rem; }
section:first-of-type { margin-top: 3.5rem; }
h1, h2, h3, h4, h5, h6 { color: var(--strong); line-height: 1.2; text-wrap: balance; scroll-margin-top: 1.5rem; }
h1 { margin: 0 0 1.25rem; font-size: clamp(2rem, 7vw, 2.75rem); font-weight: 700; letter-spacing: -.025em; }
h2 { margin: 0 0 1.5rem; padding-bottom: .6rem; border-bottom: 1px solid var(--line); font-size: 1.5rem; font-weight: 650; letter-spacing: -.015em; }
h3, h4, h5, h6 { margin: 0 0 .65rem; font-size: 1.0625rem; font-weight: 650; }
.emoji { margin-right: .15em; font-size: .9em; font-weight: 400; }
.number { color: var(--accent); font-variant-numeric: tabular-nums; }
.group { margin-top: 2rem; }
h2 + .group { margin-top: 0; }
p { margin: 0 0 1rem; text-wrap: pretty; }
h1 ~ p { font-size: 1.125rem; }
strong { color: var(--strong); font-weight: 650; }
code { padding: .1em .35em; border-radius: .25em; background: var(--wash); color: var(--strong); font: .9em ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace; }
blockquote { margin: 1.5rem 0; padding: .25rem 0 .25rem 1.25rem; border-left: 3px solid var(--accent); color: var(--muted); font-size: 1.125rem; font-style: italic; }
blockquote p { margin: 0; }
.aside { margin-top: 1.5rem; color: var(--muted); font-style: italic; }
.aside strong { color: inherit; }
ul { margin: 0 0 1rem; padding: 0; list-style: none; }
.items li { position: relative; margin: .35rem 0; padding-left: 1.25rem; }
.items li::before { content: "" / ""; position: absolute; left: .15rem; top: .68em; border: .15rem solid var(--accent); border-radius: 50%; opacity: .7; }
.items li:has(> .emoji) { padding-left: 2rem; }
.items li:has(> .emoji)::before { content: none; }
.items li > .emoji { position: absolute; left: 0; top: .1em; }
.items li:has(> .label) { margin-top: .85rem; }
.label { color: var(--accent); font-weight: 650; }
.terms { display: flex; flex-wrap: wrap; gap: .4rem; margin: 0 0 .4rem; }
.terms li { padding: .15rem .65rem; border: 1px solid var(--line); border-radius: 1rem; background: var(--wash); font-size: .9375rem; }
.badges { display: flex; flex-wrap: wrap; gap: .5rem; }
.badge { display: block; padding: .3rem .75rem; border-radius: .25rem; box-shadow: inset 0 0 0 1px rgb(128 128 128 / .4); font-size: .875rem; font-weight: 650; letter-spacing: .03em; }
.message { margin-left: .35rem; padding-left: .55rem; border-left: 1px solid; font-weight: 400; }
.facts { display: flex; flex-wrap: wrap; gap: .1rem 1.25rem; color: var(--muted); }
.bars { width: 100%; margin: 0 0 1rem; border-collapse: collapse; }
.bars th { min-width: 6em; padding: .2rem 0; font-weight: 400; text-align: left; }
.bars .count { padding: .2rem 1rem; color: var(--strong); font-weight: 650; font-variant-numeric: tabular-nums; text-align: right; white-space: nowrap; }
.bars td:last-child { width: 45%; }
.bar { display: block; width: 100%; height: .5rem; }
.bar { fill: var(--accent); }
.track, .level-0 { fill: var(--line); }
.heatmap { display: block; width: 100%; margin: 0 0 .75rem; fill: var(--accent); }
.level-1 { opacity: .35; }
.level-2 { opacity: .55; }
.level-3 { opacity: .8; }
.legend, .months { color: var(--muted); font-size: .875rem; }
.links li { margin: .35rem 0; }
.links .emoji { margin-right: .4em; }
@media (max-width: 30rem) {
	body { padding: 0 1.125rem 3rem; font-size: 1rem; }
	section { margin-top: 3rem; }
	section:first-of-type { margin-top: 2rem; }
}
@media (prefers-reduced-motion: reduce) {
	html { scroll-behavior: auto; }
}
@media print {
	@page { margin: 18mm 16mm; }
	:root { --background: #fff; --text: #1b1f23; --strong: #000; --muted: #4b535b; --accent: #0a5d54; --line: #bbb; --wash: #fff; font-size: 9.5pt; }
	body { padding: 0; font-size: 1rem; line-height: 1.45; }
	main { max-width: none; }
	nav, .skip { display: none; }
	section { margin-top: 1.75rem; }
	section:first-of-type { margin-top: 0; }
	h1 { margin-bottom: 1rem; font-size: 2.25rem; }
	h2 { margin-bottom: .9rem; font-size: 1.4rem; }
	h3 { margin-bottom: .35rem; }
	h1, h2, h3, h4, h5, h6 { break-after: avoid; }
	.group { margin-top: 1.1rem; }
	h2 + .group { margin-top: 0; }
	.items li { margin: .1rem 0; }
	.items li:has(> .label) { margin-top: .35rem; }
	li, blockquote, .group { break-inside: avoid; }
	.badge, svg { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
	a { text-decoration: none; }
}
`;

/**
The page's style sheet.

@param colors - Every badge's color, `#rrggbb`, repeated or not.
*/
export const style = (colors: readonly string[]): string => {
	const badges = [...new Set(colors.map(color => color.toLowerCase()))].map(
		color => `.${badgeClass(color)} { background: ${color}; color: ${textColorOn(color)}; }`,
	);
	return [page.trim(), ...badges].join('\n');
};
