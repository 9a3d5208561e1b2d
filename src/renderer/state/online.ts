import { useEffect } from 'react'
import type { ConnectionStatus } from '../../shared/contract/connection.ts'
import { useHostQuery } from '../api/use-query.ts'
import { askConnection } from './connection.ts'

/** How it stands with the accounting company. A network that comes or goes is a reason to look; what counts is what answers. */
export function useConnectionStatus(): ConnectionStatus | undefined {
  const { data } = useHostQuery('connection.status', {})
  return data
}

/** Looks whether the company can be reached whenever this PC's network comes or goes. */
export function useLookOnNetworkChange(): void {
  useEffect(() => {
    const look = () => void askConnection('connection.check_now', {}, 'beside')
    window.addEventListener('online', look)
    window.addEventListener('offline', look)
    return () => {
      window.removeEventListener('online', look)
      window.removeEventListener('offline', look)
    }
  }, [])
}
