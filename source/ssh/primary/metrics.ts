import {Counter, Gauge, Histogram, Registry} from 'prom-client';
import type {CountRefusal} from '../../server/connection-limiter.ts';
import type {WorkerMessage} from '../messages.ts';

/** Why a connection was not let in. */
export type RefusalReason = CountRefusal | 'too-fast' | 'proxy-header' | 'no-worker' | 'draining';

export type Gauges = {
	readonly connections: () => number;
	readonly unauthenticated: () => number;
	/** Resident bytes of each worker. */
	readonly memory: () => number;
	/** Seconds since the statistics were fetched, if they were. */
	readonly statisticsAge: () => number | undefined;
};

/**
What is counted, for Prometheus. Every label is from a closed list; none from a client's text.
*/
export const createMetrics = (gauges: Gauges) => {
	const registry = new Registry();
	const registers = [registry];
	const counter = <Label extends string>(name: string, help: string, labelNames: Label[]) =>
		new Counter({name: `resume_ssh_${name}`, help, labelNames, registers});
	const gauge = (name: string, help: string, read: () => number | undefined) =>
		new Gauge({
			name: `resume_ssh_${name}`,
			help,
			registers,
			collect() {
				const value = read();
				if (value === undefined) {
					this.reset();
					this.remove();
				} else {
					this.set(value);
				}
			},
		});

	const refused = counter('refused_total', 'Connections that were not let in.', ['reason']);
	const dropped = counter('dropped_total', 'Connections that a guard ended.', ['reason']);
	const sessions = counter('sessions_total', 'Sessions that were begun.', ['program', 'terminal']);
	const failed = counter('failed_total', 'Sessions that an error ended.', ['program']);
	const sections = counter('sections_total', 'Sections that were seen, once a session.', [
		'section',
	]);
	const replaced = counter('workers_replaced_total', 'Workers that were replaced.', ['reason']);
	const running = new Gauge({
		name: 'resume_ssh_sessions',
		help: 'Sessions now.',
		labelNames: ['program'],
		registers,
	});
	const duration = new Histogram({
		name: 'resume_ssh_session_seconds',
		help: 'How long sessions lasted.',
		labelNames: ['program'],
		buckets: [0.1, 1, 5, 15, 60, 300, 900, 3600],
		registers,
	});
	gauge('connections', 'Connections now.', gauges.connections);
	gauge('unauthenticated', 'Connections now that have not authenticated.', gauges.unauthenticated);
	gauge('memory_bytes', 'Resident memory of the largest worker.', gauges.memory);
	gauge('statistics_age_seconds', 'Age of the statistics that are shown.', gauges.statisticsAge);

	return {
		text: () => registry.metrics(),
		contentType: registry.contentType,
		refused: (reason: RefusalReason) => refused.inc({reason}),
		replaced: (reason: 'hung' | 'ended') => replaced.inc({reason}),
		/** Sessions of a worker that is gone are no longer running. */
		gone: (program: string, count: number) => running.dec({program}, count),
		observe: (message: WorkerMessage) => {
			switch (message.kind) {
				case 'dropped':
					dropped.inc({reason: message.reason});
					break;
				case 'session':
					sessions.inc({program: message.program, terminal: message.terminal});
					running.inc({program: message.program});
					break;
				case 'section':
					sections.inc({section: message.section});
					break;
				case 'session-ended':
					running.dec({program: message.program});
					duration.observe({program: message.program}, message.seconds);
					if (message.failed) {
						failed.inc({program: message.program});
					}

					break;
				default:
					break;
			}
		},
	};
};

export type Metrics = ReturnType<typeof createMetrics>;
