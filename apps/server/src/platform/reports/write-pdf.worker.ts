import { parentPort, workerData } from 'node:worker_threads'
import { writePdf } from './report-pdf.ts'
import type { PdfOrder } from './write-pdf-apart.ts'

const { report, letterhead, locale } = workerData as PdfOrder
parentPort?.postMessage(await writePdf(report, letterhead, locale))
