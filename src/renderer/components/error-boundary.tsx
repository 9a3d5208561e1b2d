import { Component, type ErrorInfo, type ReactNode } from 'react'
import { newId } from '../api/ids.ts'
import { logWindowError } from '../state/window-errors.ts'
import { ErrorPanel } from './error-panel.tsx'
import classes from './error-boundary.module.css'

interface ErrorBoundaryProps {
  readonly children: ReactNode
}

interface ErrorBoundaryState {
  readonly reference: string | null
}

/** Keeps a fault of one screen inside that screen, says so, and writes it to the log under the reference shown. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { reference: null }

  static getDerivedStateFromError(): ErrorBoundaryState {
    return { reference: newId() }
  }

  override componentDidCatch(thrown: unknown, info: ErrorInfo): void {
    logWindowError(thrown, `screen stopped, reference ${this.state.reference ?? ''}`, info.componentStack ?? '')
  }

  override render(): ReactNode {
    const { reference } = this.state
    if (reference === null) return this.props.children
    return (
      <div className={classes.place}>
        <ErrorPanel
          words={{
            what: 'This screen stopped working.',
            why: 'The program made a mistake while drawing it. The ledger is not affected, and the other screens still work.',
            toDo: 'Try again, or go to another screen. If it happens again, send the log with this reference to support.',
          }}
          reference={reference}
          onRetry={() => this.setState({ reference: null })}
        />
      </div>
    )
  }
}
