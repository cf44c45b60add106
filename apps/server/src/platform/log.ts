import pino, { type Logger } from 'pino'

/** Structured lines on standard output. Secrets are never passed in; should one slip into an object, it is struck out. */
export function openLog(level: string): Logger {
  return pino({
    level,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: {
      paths: ['*.password', '*.secret', '*.token', '*.authorization', '*.cookie', 'err.parameters', 'err.client'],
      censor: '***',
    },
    serializers: { err: errorWithoutData },
  })
}

/** PostgreSQL's `detail` and `where` quote rows; they stay out of the log. */
function errorWithoutData(error: Error & { code?: unknown; cause?: unknown }): object {
  return {
    type: error.name,
    message: error.message,
    code: error.code,
    stack: error.stack,
    cause: error.cause instanceof Error ? errorWithoutData(error.cause) : undefined,
  }
}

export const silentLog: Logger = pino({ level: 'silent' })
