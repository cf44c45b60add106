import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useCallback } from 'react'
import { authPost } from '../../features/session/auth.ts'

export function useSignOut() {
  const client = useQueryClient()
  const go = useNavigate()
  return useCallback(async () => {
    await authPost('/sign-out', {})
    client.clear()
    await go({ to: '/sign-in' })
  }, [client, go])
}
