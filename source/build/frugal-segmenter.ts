/*
Stands in for `Intl.Segmenter` in the bundle (see ink-plugins.ts). Making one costs 7 to 16 ms
at every start, and most texts need none: in them each code unit is a cluster of its own.
*/

/*
Printable ASCII and the controls of escape sequences, Latin letters, punctuation, arrows, box
drawing and blocks. No carriage return, which forms a cluster with a line feed; nothing that
combines, joins or selects a variation.
*/
const simple =
	/^[\u0007\t\n\u001B -~\u00A0-\u00AC\u00AE-\u02FF\u2010-\u2027\u2030-\u205E\u2190-\u21FF\u2500-\u27BF]*$/;

const {Segmenter} = Intl;

export class FrugalSegmenter {
	readonly #locales;
	readonly #options;
	#whole: Intl.Segmenter | undefined;

	constructor(locales?: string, options?: Intl.SegmenterOptions) {
		this.#locales = locales;
		this.#options = options;
	}

	segment(input: string): Intl.Segments {
		if (simple.test(input)) {
			const segments = Array.from(input, (segment, index) => ({segment, index, input}));
			return Object.assign(segments, {containing: (index = 0) => segments[index]}) as Intl.Segments;
		}

		this.#whole ??= new Segmenter(this.#locales, this.#options);
		return this.#whole.segment(input);
	}
}
