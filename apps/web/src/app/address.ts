import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo, useRef } from 'react'
import type { z } from 'zod'

type Change<Place> = Partial<Place> | ((before: Place) => Partial<Place>)

/**
 * What the screen shows, kept in the search part of the address: survives reload, can be sent to a colleague, is there again when "back"
 * leads to the page. A change replaces it unless told otherwise: "back" leads to the page before, not through every filter.
 * Whatever in the address does not fit the schema is forgotten rather than refused; give each field a default or make it optional.
 */
export function useAddress<Schema extends z.ZodObject>(schema: Schema) {
  type Place = z.output<Schema>
  const raw = useSearch({ strict: false }) as Record<string, unknown>
  const go = useNavigate()
  const place = useMemo(() => readPlace(schema, raw), [schema, raw])
  const now = useRef(place)
  now.current = place
  const setPlace = useCallback(
    (change: Change<Place>, options: { replace?: boolean } = {}) => {
      const next = { ...now.current, ...(typeof change === 'function' ? change(now.current) : change) }
      now.current = next
      go({ to: '.', search: next as Record<string, unknown>, replace: options.replace ?? true })
    },
    [go],
  )
  return [place, setPlace] as const
}

export function readPlace<Schema extends z.ZodObject>(schema: Schema, raw: Record<string, unknown>): z.output<Schema> {
  const fitting = Object.entries(schema.shape).flatMap(([name, field]) => {
    const read = (field as z.ZodType).safeParse(raw[name])
    return read.success && read.data !== undefined ? [[name, read.data]] : []
  })
  return Object.fromEntries(fitting) as z.output<Schema>
}
