import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { useLayoutEffect, useMemo, useSyncExternalStore, type ReactNode } from 'react'
import { queryClient } from './api/query-client.ts'
import { useHostQuery } from './api/use-query.ts'
import { ErrorBoundary } from './components/error-boundary.tsx'
import { AppErrorPanel } from './components/error-panel.tsx'
import { createAppRouter } from './router.tsx'
import { RecoveryScreen } from './screens/recovery/recovery-screen.tsx'
import { onSystemAppearance, systemAppearance } from './state/appearance.ts'
import { shownTheme } from './state/shown-theme.ts'
import { useWindowState } from './state/window-state.ts'
import { cssVariables, theme } from './theme/mantine.ts'

/** The whole window. */
export function App({ nonce }: { readonly nonce: string }) {
  return (
    <QueryClientProvider client={queryClient}>
      <Appearance nonce={nonce}>
        <ErrorBoundary>
          <Start />
        </ErrorBoundary>
      </Appearance>
    </QueryClientProvider>
  )
}

/** Recovery alone while the ledger is not open, otherwise the screens. */
function Start() {
  const router = useMemo(() => createAppRouter(), [])
  const { data: status, error, retry } = useHostQuery('app.status', {})
  if (status?.failure) return <RecoveryScreen {...status.failure} ledgerFile={status.ledgerFile} />
  if (error && !status) return <AppErrorPanel error={error} onRetry={retry} />
  return status ? <RouterProvider router={router} /> : null
}

/** Puts theme and mode on the document, where the tokens look for them. */
function Appearance({ nonce, children }: { readonly nonce: string; readonly children: ReactNode }) {
  const preferences = useWindowState((state) => state.preferences)
  const shown = useSyncExternalStore(onSystemAppearance, () => shownTheme(preferences, systemAppearance()))
  useLayoutEffect(() => {
    const { dataset } = document.documentElement
    dataset.theme = shown
    dataset.mode = preferences.mode
  }, [shown, preferences.mode])

  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      forceColorScheme={shown === 'dark' ? 'dark' : 'light'}
      getStyleNonce={() => nonce}
    >
      {children}
    </MantineProvider>
  )
}
