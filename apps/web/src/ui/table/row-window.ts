import {
  type FocusEvent,
  type RefObject,
  startTransition,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'

/** Rows drawn beyond the edges: what a fast wheel passes within one frame. */
const beyondRows = 12
/** The window moves by so many rows at once: each move makes the browser paint the list anew, be it for one row or for several. */
const stepRows = 4
/** Drawn before the height of the box is known. */
const firstRows = 16
/** Milliseconds after the first rows at which those beyond the edges follow: the screen is drawn first. */
const restMs = 200

export interface RowWindow {
  first: number
  /** One behind the last. */
  end: number
}

/** How many rows are drawn: always as many, so that each row scrolled away leaves its element to one that comes. */
export const rowsDrawn = (seenPx: number, rowPx: number, beyond = beyondRows) =>
  Math.ceil(seenPx / rowPx) + 1 + 2 * beyond

/** Rows of one height need no measuring: which are drawn follows from where the box is scrolled to. */
export function windowOf(scrolledPx: number, drawn: number, rowPx: number, count: number): RowWindow {
  const seen = Math.floor(scrolledPx / rowPx / stepRows) * stepRows
  const first = Math.max(0, Math.min(seen - beyondRows, count - drawn))
  return { first, end: Math.min(count, first + drawn) }
}

/**
 * `waiting`: no row has come yet.
 * Answers `aside`: scrolled sideways, so that the first columns must stay behind.
 */
export function useRowWindow(
  box: RefObject<HTMLElement | null>,
  rowPx: number,
  headPx: number,
  count: number,
  waiting: boolean,
) {
  const beyond = useRef(0)
  const [shown, setShown] = useState({
    ...windowOf(0, firstRows, rowPx, count),
    slots: firstRows,
    aside: false,
  })
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    let slots = 0
    const look = () => {
      const { first, end } = windowOf(element.scrollTop, slots, rowPx, count)
      const aside = element.scrollLeft > 0
      setShown((now) =>
        now.first === first && now.end === end && now.slots === slots && now.aside === aside
          ? now
          : { first, end, slots, aside },
      )
    }
    const measure = () => {
      slots = rowsDrawn(element.clientHeight - headPx, rowPx, beyond.current)
      look()
    }
    const widen = () => {
      beyond.current = beyondRows
      measure()
    }
    const scrolled = () => (beyond.current === 0 ? widen() : look())
    measure()
    const rest = waiting || beyond.current > 0 ? undefined : setTimeout(() => startTransition(widen), restMs)
    element.addEventListener('scroll', scrolled, { passive: true })
    const sizes = new ResizeObserver(measure)
    sizes.observe(element)
    return () => {
      clearTimeout(rest)
      element.removeEventListener('scroll', scrolled)
      sizes.disconnect()
    }
  }, [box, rowPx, headPx, count, waiting])
  const scrollTo = useCallback(
    (index: number) => {
      const element = box.current
      if (!element) return
      const top = index * rowPx
      const room = element.clientHeight - headPx - rowPx
      if (top < element.scrollTop) element.scrollTop = top
      else if (top > element.scrollTop + room) element.scrollTop = top - room
    },
    [box, rowPx, headPx],
  )
  return { ...shown, scrollTo }
}

/** A box ticked in a row that scrolls away must not hand the keyboard to the row its slot draws next: the list itself takes it. */
export function useFocusInRows(box: RefObject<HTMLElement | null>, first: number, end: number) {
  const focused = useRef<number | undefined>(undefined)
  useEffect(() => {
    if (focused.current === undefined || (focused.current >= first && focused.current < end)) return
    focused.current = undefined
    if (box.current?.querySelector('[role=rowgroup]')?.contains(document.activeElement))
      box.current.focus({ preventScroll: true })
  }, [box, first, end])
  return useCallback((event: FocusEvent) => {
    const row = event.target.closest('[aria-rowindex]')
    // Rows count from two: the titles are the first.
    focused.current = row ? Number(row.getAttribute('aria-rowindex')) - 2 : undefined
  }, [])
}
