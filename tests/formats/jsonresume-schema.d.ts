declare module '@jsonresume/schema' {
	type Property = {
		readonly properties?: Readonly<Record<string, unknown>>;
		readonly items?: {readonly properties?: Readonly<Record<string, unknown>>};
	};

	export const schema: {readonly properties: Readonly<Record<string, Property>>};

	/** Calls back with the errors, or null. */
	export const validate: (
		resume: unknown,
		callback: (errors: readonly unknown[] | null) => void,
	) => void;
}
