/** How many colors a terminal can show. */
export type ColorDepth = 'none' | 'ansi16' | 'ansi256' | 'truecolor';

/** What one visitor's terminal can show, as far as can be known without asking it. */
export type Capabilities = {
	readonly colorDepth: ColorDepth;
	/** Whether it makes OSC 8 hyperlinks of text. */
	readonly hyperlinks: boolean;
	/** Whether it shows Unicode; otherwise ASCII stands in. */
	readonly unicode: boolean;
};
