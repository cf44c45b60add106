import { createHash, randomBytes } from 'node:crypto'
import { type AnalysisView, pageOfAnalysis } from '@quayside/contract'

export const newStopToken = (): string => randomBytes(24).toString('base64url')
export const stopHashOf = (token: string): string => createHash('sha256').update(token).digest('base64url')

/** Behind `#`, which browsers send to nobody. */
export const stopUrl = (publicUrl: string, token: string) => `${publicUrl}/stop-report#${token}`

/** The page of an analysis with the filters it was saved with, as the address bar would show it. */
export function pageUrl(publicUrl: string, analysis: string, place: AnalysisView['place']): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(place)) query.set(name, inAddress(value))
  return `${publicUrl}${pageOfAnalysis(analysis)}${query.size > 0 ? `?${query}` : ''}`
}

/** The router of the pages reads JSON where it can: a text that would be read as something else is quoted. */
function inAddress(value: AnalysisView['place'][string]): string {
  if (typeof value !== 'string') return JSON.stringify(value)
  try {
    JSON.parse(value)
    return JSON.stringify(value)
  } catch {
    return value
  }
}
