import {Component, type ReactNode} from 'react';

type Props = {
	readonly children: ReactNode;
	readonly onError: (error: Error) => void;
};

/**
Reports errors in rendering. Ink's own boundary would show the visitor a stack trace with source code and
paths.
*/
export class ErrorBoundary extends Component<Props> {
	override state = {failed: false};

	static getDerivedStateFromError() {
		return {failed: true};
	}

	override componentDidCatch(error: Error) {
		this.props.onError(error);
	}

	override render() {
		return this.state.failed ? null : this.props.children;
	}
}
