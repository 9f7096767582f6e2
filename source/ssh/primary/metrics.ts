import {Counter, Gauge, Histogram, Registry} from 'prom-client';
import type {ExceededLimit} from '../../server/connection-limiter.ts';
import type {WorkerMessage} from '../messages.ts';

/** Why a connection was refused. */
export type RefusalReason = ExceededLimit | 'too-fast' | 'proxy-header' | 'no-worker' | 'draining';

export type Gauges = {
	readonly connections: () => number;
	readonly unauthenticated: () => number;
	/** Resident bytes of the largest worker. */
	readonly memory: () => number;
	/** Age of the oldest number in seconds, if there is one. */
	readonly statisticsAge: () => number | undefined;
};

/**
Metrics for Prometheus. Every label is from a closed list; none is text from a client.
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

	const refused = counter('refused_total', 'Connections that were refused.', ['reason']);
	const dropped = counter('dropped_total', 'Connections that the server ended.', ['reason']);
	const sessions = counter('sessions_total', 'Sessions that were started.', [
		'program',
		'terminal',
	]);
	const failed = counter('failed_total', 'Sessions that ended with an error.', ['program']);
	const sections = counter('sections_total', 'Sections that were viewed, once per session.', [
		'section',
	]);
	const replaced = counter('workers_replaced_total', 'Workers that were replaced.', ['reason']);
	const running = new Gauge({
		name: 'resume_ssh_sessions',
		help: 'Open sessions.',
		labelNames: ['program'],
		registers,
	});
	const duration = new Histogram({
		name: 'resume_ssh_session_seconds',
		help: 'Duration of sessions.',
		labelNames: ['program'],
		buckets: [0.1, 1, 5, 15, 60, 300, 900, 3600],
		registers,
	});
	gauge('connections', 'Open connections.', gauges.connections);
	gauge('unauthenticated', 'Open connections that have not authenticated.', gauges.unauthenticated);
	gauge('memory_bytes', 'Resident memory of the largest worker.', gauges.memory);
	gauge('statistics_age_seconds', 'Age of the statistics that are shown.', gauges.statisticsAge);

	return {
		text: () => registry.metrics(),
		contentType: registry.contentType,
		refused: (reason: RefusalReason) => refused.inc({reason}),
		replaced: (reason: 'hung' | 'ended' | 'failed') => replaced.inc({reason}),
		/** A worker has exited, and its sessions with it. */
		sessionsLost: (program: string, count: number) => running.dec({program}, count),
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
