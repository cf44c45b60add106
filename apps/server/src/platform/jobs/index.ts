export {
  defineJob,
  type JobDefinition,
  type JobOptions,
  type SendOptions,
  sendJob,
  type Together,
} from './define-job.ts'
export { type Jobs, type JobsOptions, openJobs } from './open-jobs.ts'
export type { JobContext, JobOutcome, RunningJob } from './running-job.ts'
