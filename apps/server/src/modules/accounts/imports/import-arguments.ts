import { parseArgs } from 'node:util'
import { type ImportMapping, ImportOptions } from '@quayside/contract'
import { z } from 'zod'
import { type Bilingual, StartupProblem } from '../../../platform/embedded/index.ts'

const flags = {
  target: { type: 'string' },
  map: { type: 'string' },
  sheet: { type: 'string' },
  encoding: { type: 'string' },
  delimiter: { type: 'string' },
  'no-header': { type: 'boolean', default: false },
  'date-order': { type: 'string' },
  decimal: { type: 'string', default: '.' },
  currency: { type: 'string', default: 'CNY' },
  existing: { type: 'string', default: 'update' },
  duplicates: { type: 'string', default: 'report' },
  owner: { type: 'string' },
  as: { type: 'string' },
  faulty: { type: 'string' },
  'dry-run': { type: 'boolean', default: false },
  yes: { type: 'boolean', default: false },
} as const

export const importUsage =
  'npm run quayside -- import FILE --target customers|customersAndOrders|contacts [--map mapping.json] [--sheet NAME] [--encoding utf-8|gb18030|…] [--delimiter CHARACTER] [--no-header] [--date-order dmy|mdy|ymd] [--currency CNY] [--existing update|skip|refuse] [--duplicates report|skip|create] [--owner EMAIL] [--as EMAIL] [--faulty rows.csv] [--dry-run] [--yes]'

export interface ImportArguments {
  file: string
  options: z.output<typeof ImportOptions>
  /** JSON text of `{ "column": "field" }`, a path; absent: as remembered or guessed. */
  mapFile: string | undefined
  ownerEmail: string | undefined
  actorEmail: string | undefined
  /** Where the rows that were not imported go. */
  faultyFile: string | undefined
  dryRun: boolean
  yes: boolean
}

/** @throws StartupProblem with the usage when the line is not understood */
export function readImportArguments(args: readonly string[]): ImportArguments {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: flags, allowPositionals: true })
    const [file] = positionals
    if (file === undefined || positionals.length > 1) throw new Error('Name one file.')
    const options = ImportOptions.parse({
      target: values.target === 'orders' ? 'customersAndOrders' : values.target,
      sheet: values.sheet ?? null,
      encoding: values.encoding ?? null,
      delimiter: values.delimiter?.replace('\\t', '\t') ?? null,
      hasHeader: !values['no-header'],
      dateOrder: values['date-order'] ?? null,
      decimal: values.decimal,
      currency: values.currency,
      existing: values.existing,
      duplicates: values.duplicates,
    })
    return {
      file,
      options,
      mapFile: values.map,
      ownerEmail: values.owner,
      actorEmail: values.as,
      faultyFile: values.faulty,
      dryRun: values['dry-run'],
      yes: values.yes,
    }
  } catch (error) {
    const fault =
      error instanceof z.ZodError
        ? error.issues.map((issue) => `--${issue.path.join('.')}: ${issue.message}`).join('; ')
        : (error as Error).message
    throw importProblem(
      { zh: `无法识别命令行参数：${fault}`, en: `The command line is not understood: ${fault}` },
      { zh: `用法：${importUsage}`, en: `Usage: ${importUsage}` },
    )
  }
}

export const importProblem = (text: Bilingual, hint: Bilingual) => new StartupProblem('couldNotStart', text, hint)

export type Mapping = z.infer<typeof ImportMapping>
