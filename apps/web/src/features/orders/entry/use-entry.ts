import { checkOrder, type NewOrder, OrderDraft, type OrderReason, type ReplyOf } from '@quayside/contract'
import { useQuery } from '@tanstack/react-query'
import { useCallback, useMemo, useRef, useState } from 'react'
import { call } from '../../../app/api.ts'
import { useKit, useSettled } from '../../../ui/index.ts'
import { pathOnScreen, placesAfter, type Rows, sentOf, type Typed } from './draft.ts'

export type Checked = ReplyOf<typeof checkOrder>

/** Typing pauses shorter than this are not judged by the server. */
const pauseMs = 350

/** An order being typed: what stands in it, and what the contract's shape and the server say of it. */
export function useEntry(initial: Typed, judge = true) {
  const { locale } = useKit()
  const [typed, setTyped] = useState<Typed>(initial)
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [tried, setTried] = useState(false)
  const start = useRef(JSON.stringify(initial))
  const put = useCallback((change: Partial<Typed>) => setTyped((before) => ({ ...before, ...change })), [])
  const putIn = useCallback(
    (rows: Rows, at: number, change: object) =>
      setTyped((before) => ({
        ...before,
        [rows]: before[rows].map((row, place) => (place === at ? { ...row, ...change } : row)),
      })),
    [],
  )
  const add = useCallback(
    (rows: Rows, row: object) => setTyped((before) => ({ ...before, [rows]: [...before[rows], row] })),
    [],
  )
  const drop = useCallback(
    (rows: Rows, at: number) =>
      setTyped((before) => ({ ...before, [rows]: before[rows].filter((_, place) => place !== at) })),
    [],
  )
  const serve = useCallback(
    (at: number, service: Typed['lines'][number]['service']) =>
      setTyped((before) => ({
        ...before,
        lines: before.lines.map((line, place) => (place === at ? { ...line, service } : line)),
        places: at === 0 ? placesAfter(before.places, service) : before.places,
      })),
    [],
  )
  const sent = useMemo(() => sentOf(typed), [typed])
  const shape = useMemo(() => OrderDraft.safeParse(sent.body), [sent])
  const settled = useSettled(shape.success ? JSON.stringify(sent) : undefined, pauseMs)
  const { data: judged, isFetching } = useQuery({
    queryKey: ['order', 'check', settled],
    queryFn: async ({ signal }) => {
      const { body, at } = JSON.parse(settled ?? '{}') as { body: NewOrder; at: Record<Rows, number[]> }
      return { at, checked: await call(checkOrder, { body, signal }) }
    },
    enabled: judge && settled !== undefined,
    placeholderData: (former) => former,
    staleTime: 10_000,
  })
  const faults = useMemo(
    () => faultsByPath(judged?.checked.reasons ?? [], judged?.at ?? sent.at, locale),
    [judged, sent, locale],
  )
  const shapeFaults = useMemo(
    () =>
      new Set(shape.success ? [] : shape.error.issues.map(({ path }) => pathOnScreen(`/${path.join('/')}`, sent.at))),
    [shape, sent],
  )
  return {
    typed,
    put,
    putIn,
    add,
    drop,
    serve,
    setAll: setTyped,
    body: shape.success ? (sent.body as NewOrder) : undefined,
    checked: judged?.checked,
    judging: isFetching,
    shapeFaults,
    leave: (path: string) => setLeft((before) => (before.has(path) ? before : new Set(before).add(path))),
    /** Said once a field was left or sending was tried. */
    faultAt: (path: string) => (tried || left.has(path) ? faults.get(path) : undefined),
    tried,
    setTried,
    changed: JSON.stringify(typed) !== start.current,
    /** From here on nothing is unsaved. */
    keep: () => {
      start.current = JSON.stringify(typed)
    },
  }
}
export type Entry = ReturnType<typeof useEntry>

function faultsByPath(
  reasons: readonly OrderReason[],
  at: Record<Rows, readonly number[]>,
  locale: string,
): Map<string, string> {
  const told = new Map<string, string>()
  for (const reason of reasons) {
    if (reason.severity !== 'error') continue
    const path = pathOnScreen(reason.path, at)
    if (!told.has(path)) told.set(path, locale === 'en' ? reason.en : reason.zh)
  }
  return told
}
