import { useHotkeys } from '@mantine/hooks'
import { useCanGoBack, useNavigate, useParams, useRouter } from '@tanstack/react-router'
import { useCallback } from 'react'

/** The id in the address of a detail page; one that is no id leads to no row. */
export function useRouteId(name: string): number {
  const params: Readonly<Record<string, string | undefined>> = useParams({ strict: false })
  const id = Number(params[name])
  return Number.isSafeInteger(id) && id > 0 ? id : Number.MAX_SAFE_INTEGER
}

/** Goes back to where the person came from, or to the list when they came from nowhere. Escape does the same outside fields and panels. */
export function useGoBack(listPath: string): () => void {
  const router = useRouter()
  const navigate = useNavigate()
  const canGoBack = useCanGoBack()
  const goBack = useCallback(() => {
    if (canGoBack) router.history.back()
    else void navigate({ to: listPath })
  }, [canGoBack, listPath, navigate, router])
  useHotkeys([
    [
      'Escape',
      (event) => {
        // A panel has the key to itself, and so has a row that is on its way to another place. What was pressed in may be gone by now,
        // as the panel closed at once; the way the key came is not.
        if (!event.composedPath().some((on) => on instanceof Element && on.matches('[role="dialog"], [data-moving="true"]'))) goBack()
      },
    ],
  ])
  return goBack
}
