import { useQueryClient } from '@tanstack/react-query'

/** After money moved: documents, payments, and all that is added up from them. */
export function useMoved() {
  const client = useQueryClient()
  return () => {
    client.invalidateQueries({ queryKey: ['invoice'] })
    client.invalidateQueries({ queryKey: ['payment'] })
  }
}
