/**
A count in a few characters, as github-readme-stats prints it (`kFormatter` at 5df91f9): up to 999
as it is, then in thousands with one decimal.
*/
export const shortNumber = (count: number): string =>
	count < 1000 ? String(count) : `${Number((count / 1000).toFixed(1))}k`;
