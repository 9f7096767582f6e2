import {writeFile} from 'node:fs/promises';
import * as languages from 'linguist-languages';

/*
`npm run language-colors`: writes data/language-colors.json, GitHub's colors for the languages that
most code is in. REST names no colors; a language that is not here is drawn as one without.
*/
const common: ReadonlySet<string> = new Set(
	`Ada Apex Assembly Astro Awk Batchfile Blade C C# C++ CMake COBOL CSS Clojure CoffeeScript
	Crystal Cuda Cython D Dart Dockerfile EJS Elixir Elm Emacs_Lisp Erlang F# Fortran GDScript GLSL Go
	Groovy HCL HTML Handlebars Haskell Java JavaScript Jinja Julia Jupyter_Notebook Just Kotlin Less Lua MATLAB MDX
	Makefile Mako Markdown Nginx Nim Nix OCaml Objective-C Objective-C++ PHP PLSQL PLpgSQL Pascal Perl
	PowerShell Procfile Prolog Pug Python QML R Racket Raku Roff Ruby Rust SCSS SQL Sass Scala Scheme Shell Smarty
	Solidity Starlark Svelte Swift SystemVerilog TSQL Tcl TeX Twig TypeScript VHDL Verilog
	Visual_Basic_.NET Vue WebAssembly XSLT Zig`
		.split(/\s+/)
		.map(name => name.replaceAll('_', ' ')),
);

const all: readonly {readonly name: string; readonly color?: string}[] = Object.values(languages);
const entries = all
	.filter(({name, color}) => color && common.has(name))
	.map(({name, color}) => [name, color] as const)
	.sort(([a], [b]) => (a < b ? -1 : 1));
const missing = [...common].filter(name => !all.some(language => language.name === name));
if (missing.length > 0) {
	throw new Error(`GitHub has no language ${missing.join(', ')}`);
}

const file = new URL('../../data/language-colors.json', import.meta.url);
await writeFile(file, `${JSON.stringify(Object.fromEntries(entries), null, '\t')}\n`);
