import {flagOf, settingNames, settings, variableOf} from './settings.ts';

const groups = [...new Set(settingNames.map(name => settings[name].group))];

/** Lists every setting with its flag, its environment variable and its default. */
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
		'Serves the résumé over SSH. Flags override the settings file, which overrides the environment.',
		...sections,
		'Signals\n  SIGTERM  stop: no new connections; visitors are told, and have --drain-seconds\n  SIGHUP   reload settings, profile and statistics; visitors stay connected',
		'',
	].join('\n\n');
};
