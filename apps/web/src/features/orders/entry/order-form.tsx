import type { ReactNode } from 'react'
import { useEffect, useRef } from 'react'
import { LeaveGuard } from '../../../ui/form/index.ts'
import { type RemoteOption, useNarrow } from '../../../ui/index.ts'
import { GoodsFields } from './goods-fields.tsx'
import { HeadFields } from './head-fields.tsx'
import { LineFields } from './line-fields.tsx'
import { MoreFields } from './more-fields.tsx'
import { PlaceFields } from './place-fields.tsx'
import type { Entry } from './use-entry.ts'
import { Verdict } from './verdict.tsx'
import '../orders.css'

interface OrderFormProps {
  entry: Entry
  account: RemoteOption | undefined
  onAccount: (account: RemoteOption | undefined) => void
  /** The customer stays as he is. */
  fixed?: boolean
  onSend: () => void
  /** Everything is kept: leaving needs no question. */
  saved: boolean
  /** Above the verdict. */
  before?: ReactNode
  /** Buttons below the verdict. */
  acts: ReactNode
}

/** The fields of an order, and beside them what would become of it. */
export function OrderForm({ entry, account, onAccount, fixed, onSend, saved, before, acts }: OrderFormProps) {
  const form = useRef<HTMLFormElement>(null)
  const narrow = useNarrow()
  // Ready to be typed into; a telephone's keyboard would cover the half of it.
  useEffect(() => {
    if (!narrow) form.current?.querySelector<HTMLElement>('input')?.focus()
  }, [narrow])
  return (
    <form
      ref={form}
      noValidate
      className="entry"
      onSubmit={(event) => {
        event.preventDefault()
        onSend()
      }}
      onKeyDown={(event) => {
        // Enter walks on from field to field; Ctrl+Enter sends.
        if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || event.nativeEvent.isComposing) return
        const target = event.target as HTMLElement
        if (target.tagName !== 'INPUT' || target.closest('.ant-select, .ant-picker, .ant-checkbox-wrapper')) return
        event.preventDefault()
        const inputs = [
          ...(form.current?.querySelectorAll<HTMLElement>('input:not([type=checkbox]):not([type=file]), textarea') ??
            []),
        ]
        inputs[inputs.indexOf(target) + 1]?.focus()
      }}
    >
      <div className="entry-fields">
        <HeadFields entry={entry} account={account} onAccount={onAccount} fixed={fixed === true} />
        <PlaceFields entry={entry} />
        <GoodsFields entry={entry} />
        <LineFields entry={entry} />
        <MoreFields entry={entry} />
      </div>
      <aside className="entry-aside">
        {before}
        <div aria-live="polite" className="entry-verdict">
          <Verdict entry={entry} />
        </div>
        <div className="entry-acts">{acts}</div>
      </aside>
      <LeaveGuard active={entry.changed && !saved} />
    </form>
  )
}
