import { Worker } from 'node:worker_threads'
import type { ReportLocale } from '@quayside/contract'
import type { Report } from './report.ts'
import type { Letterhead } from './report-pdf.ts'

export interface PdfOrder {
  report: Report
  letterhead: Letterhead
  locale: ReportLocale
}

/** A report as PDF, laid out in a thread of its own: reading the fonts alone would hold up everybody's requests. */
export function writePdfApart(order: PdfOrder): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./write-pdf.worker.ts', import.meta.url), { workerData: order })
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', (code) => reject(new Error(`The thread that writes a PDF ended with ${code}.`)))
  })
}
