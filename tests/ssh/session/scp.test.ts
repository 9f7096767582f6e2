import {expect, it} from 'vitest';
import {readScpRequest} from '../../../source/ssh/session/scp.ts';

it.each([
	['scp -f resume.md', 'resume.md'],
	["scp -f '/resume.md'", '/resume.md'],
	["scp -pf '/resume.md'", '/resume.md'],
	['scp -v -f -- "resume.md"', 'resume.md'],
	["scp -f '/it'\"'\"'s.md'", "/it's.md"],
	['scp -f /a\\ \\"b\\".md', '/a "b".md'],
	['scp -f "a \\"b\\" \\\\c \\d"', 'a "b" \\c \\d'],
	["scp -f 'unclosed", 'unclosed'],
])('reads the path of %s', (command, path) => {
	expect(readScpRequest(command)).toMatchObject({kind: 'download', path});
});

it.each([
	["scp -t '/resume.md'", 'upload'],
	['scp -f', undefined],
	['scp resume.md', undefined],
	["'scp -f' resume.md", undefined],
	['', undefined],
])('reads %s as %s', (command, kind) => {
	expect(readScpRequest(command)?.kind).toBe(kind);
});
