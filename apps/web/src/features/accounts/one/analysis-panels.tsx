import type { Customer360 } from '@quayside/contract'
import { useMay } from '../../../app/session.ts'
import { AlsoUsesPanel } from './also-uses-panel.tsx'
import { ServicePanel } from './service-panel.tsx'

/** What the warehouse says of this customer; comes after the page, which does not wait for it. */
export function AnalysisPanels({ customer: { account } }: { customer: Customer360 }) {
  const may = useMay()
  if (!may('analyses', 'read') || !may.see('behaviour') || account.mergedInto) return null
  return (
    <div className="account-panels">
      <ServicePanel account={account} />
      <AlsoUsesPanel account={account} />
    </div>
  )
}
