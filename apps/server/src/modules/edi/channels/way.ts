import type { Readable } from 'node:stream'

/** A file that waits at a partner's place. */
export interface Waiting {
  name: string
  bytes: number
  /** When it was last written, as its place says it. */
  writtenAt: number
}

/** A place that files are taken from and put to. */
export interface Way {
  list(): Promise<Waiting[]>
  read(name: string): Readable
  /** Once it is safe here. */
  remove(name: string): Promise<void>
  /** Whole or not at all: under another name first. */
  put(name: string, content: Readable, bytes: number): Promise<void>
  /** Throws where it cannot be worked with; nothing is fetched and nothing sent. Absent: to list tells it. */
  reach?(): Promise<void>
  close(): Promise<void>
}

/** Names that programs give to what they are still writing. */
const unfinished = /^\.|\.(tmp|part|partial|filepart|uploading|lock)$/i

export const isFinished = (name: string): boolean => !unfinished.test(name) && !/[/\\]/.test(name)

/** What a folder says is too much to be one partner's: the rest waits for the next look. */
export const filesAtOnce = 500
