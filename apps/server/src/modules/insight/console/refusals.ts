import { homedir } from 'node:os'
import { dirname } from 'node:path'
import { type Category, consoleLimits } from '@quayside/contract'
import { Refusal } from '../../../platform/refusal.ts'
import type { Unrun } from './run-statement.ts'

interface Place {
  line: number
  column: number
}

/** Of a statement as typed; `bytes` before the place. */
export function placeIn(sql: string, bytes: number | null): Place | null {
  if (bytes === null) return null
  const lines = Buffer.from(sql).subarray(0, bytes).toString().split('\n')
  return { line: lines.length, column: [...(lines.at(-1) ?? '')].length + 1 }
}

/** Names that exist and that a reader’s categories hide. */
export type Hidden = ReadonlyMap<string, Category>

/** What the engine said, without where on the machine it said it. */
function saidOf(message: string, path: string): string {
  const places = [path, dirname(path), homedir(), process.cwd()].filter((place) => place.length > 1)
  return places
    .reduce((text, place) => text.replaceAll(place, '…'), message)
    .replaceAll('\u0000', '')
    .slice(0, 2_000)
}

/** What ended a run, as the one who ran it reads it. */
export function refusalOf(unrun: Unrun, sql: string, path: string, hidden: Hidden): Refusal {
  const { milliseconds, megabytes, megabytesInFile } = consoleLimits
  switch (unrun.is) {
    case 'refused':
      return refusedOf(unrun.fault, sql, hidden)
    case 'wrong': {
      const said = saidOf(unrun.message, path)
      const place = placeIn(sql, unrun.at)
      const named = /column (?:named )?"([^"]+)"/i.exec(said)?.[1]?.toLowerCase()
      const category = named === undefined ? undefined : hidden.get(named)
      if (named !== undefined && category) return hiddenOf(named, category, place)
      const where = place ? `Line ${place.line}, column ${place.column}: ` : ''
      return new Refusal('sqlWrong', 422, `${where}${said}`, { extra: { said, ...placed(place) } })
    }
    case 'outOfTime': {
      const seconds = milliseconds / 1_000
      return new Refusal('sqlOutOfTime', 422, `It did not end within ${seconds} seconds. Narrow it down.`, {
        extra: { seconds },
      })
    }
    case 'outOfMemory':
      return new Refusal(
        'sqlOutOfMemory',
        422,
        `It takes more memory than ${megabytes} MB. Narrow it down or group it.`,
        {
          extra: { megabytes },
        },
      )
    case 'tooMuch':
      return new Refusal(
        'sqlTooMuch',
        422,
        `The answer is too much: at most ${megabytesInFile} MB leave in a file, less is shown.`,
      )
    case 'cancelled':
      return new Refusal('sqlCancelled', 409, 'The run was cancelled.')
    case 'broken':
      return new Refusal('sqlBroken', 422, 'The engine gave this statement up. Write it another way.')
    default:
      return unrun satisfies never
  }
}

function refusedOf(
  { code, name, at }: Extract<Unrun, { is: 'refused' }>['fault'],
  sql: string,
  hidden: Hidden,
): Refusal {
  const place = placeIn(sql, at)
  const extra = { name, ...placed(place) }
  const category = hidden.get(name.toLowerCase())
  switch (code) {
    case 'notOneStatement':
      return new Refusal('sqlNotOneStatement', 422, 'Run one statement at a time.')
    case 'notReading':
      return new Refusal(
        'sqlNotReading',
        422,
        'Only reading is possible here: SELECT, WITH, FROM, VALUES, DESCRIBE, SUMMARIZE, SHOW TABLES, EXPLAIN.',
      )
    case 'unknownTable':
      if (category) return hiddenOf(name, category, place)
      return new Refusal(
        'sqlUnknownTable',
        422,
        `There is no table ${name} here. Those there are stand beside the editor.`,
        { extra },
      )
    case 'unknownFunction':
      return new Refusal('sqlUnknownFunction', 422, `The function ${name} may not be called here.`, { extra })
    case 'unknownForm':
      return new Refusal('sqlUnknownForm', 422, `This form of statement is not possible here: ${name}.`, { extra })
    default:
      return code satisfies never
  }
}

const hiddenOf = (name: string, category: Category, place: Place | null) =>
  new Refusal('sqlHidden', 403, `${name} holds ${category} data of customers, which your roles do not show.`, {
    extra: { name, category, ...placed(place) },
  })

/** Zeros: no place is known. */
const placed = (place: Place | null) => ({ line: place?.line ?? 0, column: place?.column ?? 0 })
