const references: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};

/** Escapes a text for an element's content or a quoted attribute. */
export const escapeHtml = (text: string): string =>
	text.replace(/[&<>"']/g, character => references[character] ?? '');
