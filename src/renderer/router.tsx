import { createHashHistory, createRootRoute, createRoute, createRouter, redirect } from '@tanstack/react-router'
import { ErrorBoundary } from './components/error-boundary.tsx'
import { Frame } from './frame/frame.tsx'
import { NoSuchPage } from './frame/no-such-page.tsx'
import { detailPages, screens } from './screens/registry.tsx'

const startPath = '/dashboard'

/** One route per screen of the registry, each keeping its own faults to itself. */
export function createAppRouter() {
  const root = createRootRoute({ component: Frame })
  const toStart = createRoute({
    getParentRoute: () => root,
    path: '/',
    beforeLoad: () => {
      throw redirect({ to: startPath })
    },
  })
  const routes = [...screens, ...detailPages].map(({ path, component: Screen }) =>
    createRoute({
      getParentRoute: () => root,
      path,
      component: () => (
        <ErrorBoundary>
          <Screen />
        </ErrorBoundary>
      ),
    }),
  )
  return createRouter({
    routeTree: root.addChildren([toStart, ...routes]),
    history: createHashHistory(),
    scrollRestoration: true,
    // By the step of the history: a step whose address changed in place is still the same step.
    getScrollRestorationKey: ({ state, pathname }) => `${state.__TSR_index} ${pathname}`,
    defaultNotFoundComponent: NoSuchPage,
  })
}
