import { z } from 'zod'
import { route } from './route.ts'
import { ById, Id, Instant, Sentence } from './shapes.ts'

export const JobState = z.enum(['waiting', 'running', 'done', 'failed', 'cancelled'])
export type JobState = z.infer<typeof JobState>

/** Long work done in the background for one person: how far it is, and what came of it. */
export const Job = z.strictObject({
  id: Id,
  /** What it is, e.g. `accounts.export`; the screen translates it. */
  kind: z.string(),
  state: JobState,
  done: z.int().nonnegative(),
  /** Null while not known. */
  total: z.int().nonnegative().nullable(),
  /** How often it was begun; above 1 an attempt before broke off, e.g. with the server. */
  attempt: z.int().nonnegative(),
  /** What is being done now, or in English why it failed. */
  message: z.string(),
  /** Why it failed, for a reader of either language; null where it did not, or failed before this was kept. */
  failure: Sentence.nullable(),
  /** What the work reports of itself when done; its shape belongs to the kind. */
  result: z.record(z.string(), z.unknown()).nullable(),
  hasFile: z.boolean(),
  cancelRequested: z.boolean(),
  createdAt: Instant,
  startedAt: Instant.nullable(),
  finishedAt: Instant.nullable(),
})
export type Job = z.infer<typeof Job>

export const listJobs = route('listJobs', 'GET', '/jobs', {
  summary: 'My latest jobs, newest first',
  tag: 'jobs',
  door: 'signedIn',
  keys: [],
  query: z.strictObject({ state: JobState.optional(), limit: z.coerce.number().int().min(1).max(100).default(20) }),
  reply: z.strictObject({ rows: z.array(Job) }),
})

export const readJob = route('readJob', 'GET', '/jobs/:id', {
  summary: 'How far a job is',
  tag: 'jobs',
  door: 'signedIn',
  keys: [],
  params: ById,
  reply: Job,
})

export const cancelJob = route('cancelJob', 'DELETE', '/jobs/:id', {
  summary: 'Ask a job to stop; what it has done so far is kept or undone as its kind says',
  tag: 'jobs',
  door: 'signedIn',
  keys: [],
  params: ById,
})

export const downloadJobFile = route('downloadJobFile', 'GET', '/jobs/:id/file', {
  summary: 'The file a job made',
  tag: 'jobs',
  door: 'signedIn',
  keys: [],
  params: ById,
  kind: 'stream',
})
