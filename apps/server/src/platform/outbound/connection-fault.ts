/** Why nothing was answered: of its own words, since those of the system name addresses inside. */
export type ConnectionFault = 'timedOut' | 'unknownHost' | 'forbiddenAddress' | 'refused' | 'tls' | 'broken'

export function connectionFault(error: NodeJS.ErrnoException, deadline: AbortSignal): ConnectionFault {
  if (deadline.aborted) return 'timedOut'
  const code = error.code ?? ''
  if (code === 'forbiddenAddress') return 'forbiddenAddress'
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN' || code === 'EAI_NODATA') return 'unknownHost'
  if (['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL'].includes(code)) return 'refused'
  if (code === 'ETIMEDOUT') return 'timedOut'
  if (/^(ERR_TLS|ERR_SSL|CERT_|EPROTO|UNABLE_TO|DEPTH_ZERO|SELF_SIGNED)/.test(code)) return 'tls'
  return 'broken'
}
