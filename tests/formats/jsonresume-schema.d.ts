declare module '@jsonresume/schema' {
	type Property = {
		readonly properties?: Readonly<Record<string, unknown>>;
		readonly items?: {readonly properties?: Readonly<Record<string, unknown>>};
	};

	export const schema: {readonly properties: Readonly<Record<string, Property>>};

	/** Calls back with the faults, or with null where there are none. */
	export const validate: (
		resume: unknown,
		callback: (faults: readonly unknown[] | null) => void,
	) => void;
}
