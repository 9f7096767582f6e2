import {flagOf, settingNames, settings, variableOf} from './settings.ts';

const groups = [...new Set(settingNames.map(name => settings[name].group))];

/** Every setting, as its flag, its environment variable and its default. */
export const helpText = (): string => {
	const sections = groups.map(group => {
		const lines = settingNames
			.filter(name => settings[name].group === group)
			.map(name => {
				const {secret, fallback, summary} = settings[name];
				const names = [...(secret ? [] : [`--${flagOf(name)}`]), variableOf(name)].join(', ');
				return `  ${names}\n      ${summary}${fallback === '' ? '' : ` (default: ${fallback})`}`;
			});
		return `${group}\n${lines.join('\n')}`;
	});
	return [
		'Usage: npm run ssh -- [--flag value]…',
		'Serves the résumé over SSH. A flag wins over the settings file, and that over the environment.',
		...sections,
		'Signals\n  SIGTERM  stop listening, tell visitors, leave\n  SIGHUP   read settings, profile and statistics again; nobody is cut off',
		'',
	].join('\n\n');
};
