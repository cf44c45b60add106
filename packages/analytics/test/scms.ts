import { existsSync, readFileSync } from 'node:fs'

/** The delivery history of SCMS, where it is installed beside the project: not part of it. */
const file = '../shared/data/scms/SCMS_Delivery_History_Dataset.csv'

export const hasScms = existsSync(file)
if (!hasScms) console.warn(`skipped: no ${file}, on-time delivery is not compared with its known figures`)

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

/** Scheduled and delivered day of each line; separated by tabs, lines end in CR, for all its name. */
export function scmsDeliveries(): { scheduledAt: number; deliveredAt: number }[] {
  const [head = '', ...lines] = readFileSync(file, 'utf8').split(/\r\n?|\n/)
  const columns = head.split('\t')
  const [scheduled, delivered] = ['Scheduled Delivery Date', 'Delivered to Client Date'].map((name) =>
    columns.indexOf(name),
  )
  const instant = (text = '') => {
    const [day, month = '', year] = text.split('-')
    return Date.UTC(2000 + Number(year), MONTHS.indexOf(month), Number(day))
  }
  return lines
    .filter((line) => line !== '')
    .map((line) => line.split('\t'))
    .map((cells) => ({ scheduledAt: instant(cells[scheduled ?? -1]), deliveredAt: instant(cells[delivered ?? -1]) }))
}
