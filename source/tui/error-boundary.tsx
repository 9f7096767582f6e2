import {Component, type ReactNode} from 'react';

type Props = {
	readonly children: ReactNode;
	readonly onError: (error: Error) => void;
};

/**
Ends the screen when drawing fails. Ink's own boundary would print a stack trace with source
text and paths to the visitor.
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
