export { defineJob, type JobDefinition, type JobOptions, type SendOptions, sendJob, sendJobs } from './define-job.ts'
export { type Jobs, type JobsOptions, openJobs } from './open-jobs.ts'
export { type JobContext, JobInterrupted, type JobOutcome, type RunningJob } from './running-job.ts'
