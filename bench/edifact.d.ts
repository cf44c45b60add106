/** What is used of it; the package brings no types. */
declare module 'edifact/parser.js' {
  import { EventEmitter } from 'node:events'
  export default class Parser extends EventEmitter {
    encoding(level: string): void
    write(text: string): void
    end(): void
    onopensegment(tag: string): void
    onclosesegment(): void
    onelement(): void
    oncomponent(text: string): void
  }
}
