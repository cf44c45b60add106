import { z } from 'zod'

/** A text of one line, as people type it: without the blanks around it. */
export const line = (max: number) => z.string().trim().max(max)
export const list = z.array(line(100)).max(100)
