import type { CDPSession, Page } from 'playwright-core'

/** Milliseconds of processor time of the page's main thread for one frame of scrolling, on average, and where they went. */
export interface FrameCost {
  frames: number
  script: number
  style: number
  layout: number
  paint: number
  /** All of the above. */
  whole: number
  /** 19 of 20 frames took no more. */
  p95: number
}

type Part = 'script' | 'style' | 'layout' | 'paint'

/** Names of trace events and what they are counted as; what a script makes the browser lay out counts as layout. */
const partOf: Readonly<Record<string, Part>> = {
  FunctionCall: 'script',
  EvaluateScript: 'script',
  FireAnimationFrame: 'script',
  TimerFire: 'script',
  RunMicrotasks: 'script',
  EventDispatch: 'script',
  MinorGC: 'script',
  MajorGC: 'script',
  'V8.GCScavenger': 'script',
  UpdateLayoutTree: 'style',
  Layout: 'layout',
  PrePaint: 'paint',
  Paint: 'paint',
  Layerize: 'paint',
  Commit: 'paint',
}

interface TraceEvent {
  name: string
  ph: string
  pid: number
  tid: number
  ts: number
  dur?: number
  tdur?: number
  args?: { name?: string; data?: { frame?: string } }
}

/** Traces what `scroll` costs. Processor time (`tdur`), since neighbours on the machine lengthen the time on the clock. */
export async function frameCost(page: Page, scroll: (cdp: CDPSession) => Promise<unknown>): Promise<FrameCost> {
  const cdp = await page.context().newCDPSession(page)
  const events: TraceEvent[] = []
  cdp.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])))
  await cdp.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: {
      includedCategories: [
        'devtools.timeline',
        'disabled-by-default-devtools.timeline.frame',
        'devtools.timeline.frame',
        'v8',
        'blink.user_timing',
      ],
    },
  })
  await page.evaluate("performance.mark('quayside-page')")
  await scroll(cdp)
  const complete = new Promise((resolve) => cdp.once('Tracing.tracingComplete', resolve))
  await cdp.send('Tracing.end')
  await complete
  await cdp.detach()
  return costOf(events)
}

/** Adds up what each event took without the events inside it, frame by frame. */
export function costOf(events: readonly TraceEvent[]): FrameCost {
  const page = events.find(({ name }) => name === 'quayside-page')
  const own = events
    .filter(({ pid, tid }) => pid === page?.pid && tid === page.tid)
    .filter(({ ph, name }) => (ph === 'X' && name in partOf) || name === beginning)
    .sort((one, other) => one.ts - other.ts || (other.dur ?? 0) - (one.dur ?? 0))
  const sums: Record<Part, number> = { script: 0, style: 0, layout: 0, paint: 0 }
  const frames: number[] = []
  const open: { until: number; part: Part }[] = []
  for (const { name, ts, dur = 0, tdur = dur } of own) {
    while (open.length > 0 && (open.at(-1)?.until ?? 0) <= ts) open.pop()
    if (name === beginning) frames.push(0)
    const part = partOf[name]
    if (!part) continue
    const ms = tdur / 1000
    const around = open.at(-1)
    sums[part] += ms
    if (around) sums[around.part] -= ms
    else if (frames.length > 0) frames[frames.length - 1] = (frames.at(-1) ?? 0) + ms
    open.push({ until: ts + dur, part })
  }
  const count = Math.max(1, frames.length)
  const each = (ms: number) => ms / count
  const sorted = frames.toSorted((one, other) => one - other)
  return {
    frames: frames.length,
    script: each(sums.script),
    style: each(sums.style),
    layout: each(sums.layout),
    paint: each(sums.paint),
    whole: each(sums.script + sums.style + sums.layout + sums.paint),
    p95: sorted[Math.floor(sorted.length * 0.95)] ?? 0,
  }
}

const beginning = 'BeginMainThreadFrame'
