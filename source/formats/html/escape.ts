const references: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};

/** A text as HTML, for an element's content and for a quoted attribute. */
export const escapeHtml = (text: string): string =>
	text.replace(/[&<>"']/g, character => references[character] ?? '');
